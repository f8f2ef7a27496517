// The preview's own script: it reloads the page when it changes, swaps styles, and shows errors over the page.
(() => {
  const box = document.createElement("details");
  box.setAttribute("style", "position:fixed;inset-inline:0;inset-block-end:0;max-block-size:60vh;overflow:auto;z-index:99;margin:0;padding:.5rem 1rem;background:#16181b;color:#fdfdfc;font:13px/1.5 ui-monospace,monospace");
  const head = document.createElement("summary");
  const text = document.createElement("pre");
  text.setAttribute("style", "white-space:pre-wrap;color:inherit;background:none");
  box.append(head, text);
  const findings = async () => {
    const answer = await fetch("/_onrecord/findings");
    const words = await answer.text();
    const errors = answer.headers.get("X-Level") === "errors";
    text.textContent = words;
    head.textContent = errors ? "errors: nothing would be published" : "warnings";
    box.open = errors;
    if (words) document.body.append(box); else box.remove();
  };
  const events = new EventSource("/_onrecord/events?page=" + encodeURIComponent(decodeURIComponent(location.pathname)));
  events.addEventListener("reload", () => location.reload());
  events.addEventListener("style", (event) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) link.href = event.data;
  });
  events.addEventListener("findings", findings);
  findings();
})();
