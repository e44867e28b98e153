/* A key that does not answer is told on the page, not only in the console. */
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  document.getElementById('key-error').hidden = false
})

/* Enter in the name of a key asks for the key, as the button does. */
document.addEventListener('submit', function (event) {
  const button = event.target.querySelector('#add-key')
  if (button) {
    event.preventDefault()
    button.click()
  }
})
