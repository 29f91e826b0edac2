// The desk's keys. A key does what the marked link or button does; nothing here is needed to work without it.
(() => {
  "use strict";
  const isWriting = (target) => target instanceof Element && target.closest("input, textarea, select") !== null;

  // A part that asks for a reason is opened and the writing starts there; everything else is simply pressed.
  const press = (marked) => {
    if (marked instanceof HTMLDetailsElement) {
      marked.open = true;
      marked.querySelector("select, textarea")?.focus();
      return;
    }
    const folded = marked.closest("details:not([open])");
    if (folded) folded.open = true;
    marked.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.isComposing) return;
    if (isWriting(event.target)) {
      if (event.key === "Escape") event.target.blur();
      if (event.key === "Enter" && event.ctrlKey) {
        event.preventDefault();
        event.target.closest("details")?.querySelector("button[value]")?.click();
      }
      return;
    }
    if (event.ctrlKey || event.key.length !== 1) return;
    const marked = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!marked) return;
    event.preventDefault();
    press(marked);
  });

  const queue = document.querySelector(".queue");
  const current = queue?.querySelector("[aria-current]");
  if (current) queue.scrollTop = Math.max(0, current.offsetTop - queue.offsetTop - queue.clientHeight / 3);
})();
