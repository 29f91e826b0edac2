// The desk's keys. A key does what the marked link or button does; nothing here is needed to work without it.
(() => {
  "use strict";
  const writing = (target) => target instanceof Element && target.closest("input, textarea, select") !== null;

  const lacksReason = (form) => {
    const said = ["suggested", "reason"].map((name) => form.elements.namedItem(name));
    return said.every((field) => field && field.value.trim() === "");
  };

  const press = (marked) => {
    const form = marked.closest("form");
    if (marked.hasAttribute("data-reason") && form && lacksReason(form)) {
      form.elements.namedItem("reason").focus();
      form.dataset.asked = marked.value;
      return;
    }
    marked.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.isComposing) return;
    if (writing(event.target)) {
      const form = event.target.closest("form");
      if (event.key === "Escape") event.target.blur();
      if (event.key === "Enter" && event.ctrlKey && form && form.dataset.asked) {
        event.preventDefault();
        form.querySelector(`button[value="${form.dataset.asked}"]`)?.click();
      }
      return;
    }
    if (event.ctrlKey || event.key.length !== 1) return;
    const marked = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!marked) return;
    event.preventDefault();
    press(marked);
  });

  document.querySelector(".queue [aria-current]")?.scrollIntoView({ block: "nearest" });
})();
