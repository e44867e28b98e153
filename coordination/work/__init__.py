"""Networks and meetings for those who take part in them."""
