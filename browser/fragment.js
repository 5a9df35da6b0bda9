// On an article's page: brings the discussion in when its place is scrolled to. Without it the link leads there.
// Every byte of it is on every article.
((place) => {
  new IntersectionObserver(([{ isIntersecting }], watcher) => {
    if (isIntersecting) {
      watcher.disconnect();
      const ask = new XMLHttpRequest();
      // A document is parsed by the browser without a script ever holding its HTML. An error's page has no list.
      ask.responseType = "document";
      ask.onload = () => place.append(ask.response.querySelector("ol") || "");
      ask.open("GET", `${location.pathname}/comments/fragment`);
      ask.send();
    }
  }).observe(place);
})(document.currentScript.parentNode);
