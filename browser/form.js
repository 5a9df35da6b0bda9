// On the comments page: keeps what is typed until it is accepted, and sends the form in place. Without it the browser does.
(() => {
  const key = `comment:${location.pathname}`;
  const fields = ["name", "body"];
  const form = () => document.getElementById("form");
  const field = (name) => form().querySelector(`[name=${name}]`);

  /** A browser may forbid to keep anything: then nothing is kept. */
  function keep(text) {
    try {
      if (text) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    } catch {}
  }

  function focus(element) {
    element.tabIndex = -1;
    element.focus();
  }

  function accepted(address, page, status) {
    keep();
    // Beside somebody else's script a receipt is not shown: its address gives access.
    if (status !== 200 || window.turnstile) return location.assign(address);
    const receipt = document.createElement("article");
    receipt.append(...page.querySelector("main").childNodes);
    form().replaceWith(receipt);
    history.replaceState(null, "", address);
    document.title = page.title;
    focus(receipt.querySelector("h1"));
  }

  function refused(again) {
    form().replaceWith(again);
    const challenge = again.querySelector(".cf-turnstile");
    if (challenge) window.turnstile?.render(challenge);
    focus(again.querySelector("[role=alert]"));
  }

  function failed() {
    const problem = document.createElement("p");
    problem.className = "problems";
    problem.role = "alert";
    problem.textContent = form().dataset.failed;
    form().querySelector(".problems")?.remove();
    form().querySelector("h2").after(problem);
    focus(problem);
    window.turnstile?.reset();
  }

  function answered({ response: page, responseURL: address, status }) {
    form().ariaBusy = null;
    const again = page?.getElementById("form");
    if (address.includes("/comments/receipts/")) accepted(address, page, status);
    else if (again) refused(again);
    else if (status >= 400 && status < 500) form().submit();
    else failed();
  }

  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    for (const name of fields) field(name).value ||= kept[name];
  } catch {}

  document.addEventListener("input", () => {
    if (form()) keep(JSON.stringify(Object.fromEntries(fields.map((name) => [name, field(name).value]))));
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    if (form().ariaBusy) return;
    form().ariaBusy = "true";
    const ask = new XMLHttpRequest();
    ask.open("POST", form().action);
    ask.timeout = 30_000;
    ask.responseType = "document";
    ask.onloadend = () => answered(ask);
    ask.send(new URLSearchParams(new FormData(form())));
  });
})();
