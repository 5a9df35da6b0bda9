// On an article's page: brings the discussion in when its place is scrolled to. Without it the link leads there.
const place = document.currentScript.parentElement;
const watcher = new IntersectionObserver(([seen]) => {
  if (!seen.isIntersecting) return;
  watcher.disconnect();
  const ask = new XMLHttpRequest();
  ask.open("GET", `${place.querySelector(".act").href}/fragment`);
  // A document is parsed by the browser without a script ever holding its HTML.
  ask.responseType = "document";
  ask.onload = () => ask.status === 200 && place.append(...ask.response.body.childNodes);
  ask.send();
});
watcher.observe(place);
