/* A key that does not answer is told on the page, not only in the console. */
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  document.getElementById('key-error').hidden = false
})
