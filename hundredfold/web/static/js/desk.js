// The desk's keys and its hold on a record. A key does what the marked link or button does; nothing here is needed
// to work without it.
(() => {
  "use strict";
  const BY_HAND = new Set(["checkbox", "radio", "button", "submit"]);
  const RENEWED_EVERY = 120_000; // milliseconds between two signs of life, while there is any activity
  let isLeaving = false; // an answer is on its way: a second press must not answer twice

  const isWriting = (target) =>
    target instanceof Element &&
    target.closest("input, textarea, select") !== null &&
    !(target instanceof HTMLInputElement && BY_HAND.has(target.type));

  // A part that asks for a reason is opened and the writing starts there; everything else is simply pressed.
  const press = (marked) => {
    if (marked instanceof HTMLDetailsElement) {
      marked.open = true;
      marked.querySelector("select, textarea")?.focus();
      return;
    }
    const folded = marked.closest("details:not([open])");
    if (folded) folded.open = true;
    if (marked instanceof HTMLAnchorElement) isLeaving = true;
    marked.click();
  };

  const whileWriting = (event) => {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      event.target.closest("details")?.querySelector("button[value]")?.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.isComposing || isLeaving) return;
    if (isWriting(event.target)) return whileWriting(event);
    if (event.ctrlKey || event.key.length !== 1 || (event.shiftKey && event.key !== "?")) return;
    const key = event.key.toLowerCase();
    if (event.repeat && key !== "j" && key !== "k") return; // a key held down answers once
    if (document.querySelector(":popover-open") && key !== "?") return;
    const marked = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (marked) {
      event.preventDefault();
      press(marked);
    } else {
      moveThroughChoices(event, key);
    }
  });
  document.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("pageshow", () => { isLeaving = false; });

  // --- Many at once: J and K go from box to box, one box chooses the page, and how many are chosen is said. ---
  const boxes = [...document.querySelectorAll("input[name=chosen]")];
  const all = document.querySelector("[data-all]");
  const said = document.querySelector("[data-chosen]");

  const moveThroughChoices = (event, key) => {
    if (!boxes.length || (key !== "j" && key !== "k")) return;
    event.preventDefault();
    const place = boxes.indexOf(document.activeElement);
    boxes[Math.min(Math.max(place + (key === "j" ? 1 : -1), 0), boxes.length - 1)].focus();
  };

  const tell = () => {
    const number = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = String(number);
    if (all) {
      all.checked = number === boxes.length && number > 0;
      all.indeterminate = number > 0 && number < boxes.length;
    }
  };
  if (all) {
    for (const each of document.querySelectorAll(".decide [hidden]")) each.hidden = false;
    for (const each of document.querySelectorAll("[data-plainly]")) each.hidden = true;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
    for (const box of boxes) box.addEventListener("change", tell);
    tell();
  }

  // --- The hold: what is opened is taken in hand, and kept there while there is any activity. ---
  const inHand = document.querySelector("[data-hold]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  let renewed = 0;

  const hold = async () => {
    if (!inHand || !token || isLeaving || document.hidden || Date.now() - renewed < RENEWED_EVERY) return;
    renewed = Date.now();
    const headers = { "X-CSRFToken": token, "X-Requested-With": "desk" };
    const answer = await fetch(inHand.dataset.hold, { method: "POST", headers }).catch(() => null);
    if (answer?.status === 409 && !isLeaving) window.location.reload(); // somebody else was quicker: the fresh page says who
    const free = inHand.querySelector("[data-free]");
    if (answer?.ok && free) {
      free.hidden = true;
      inHand.querySelector("[data-mine]").hidden = false;
    }
  };
  if (inHand) {
    for (const sign of ["keydown", "pointerdown", "scroll", "visibilitychange"]) {
      document.addEventListener(sign, hold, { passive: true });
    }
    hold();
    inHand.focus({ preventScroll: true }); // so that Tab goes on from the record and not from the top
  }

  const queue = document.querySelector(".queue");
  const current = queue?.querySelector("[aria-current]");
  if (current) queue.scrollTop = Math.max(0, current.offsetTop - queue.offsetTop - queue.clientHeight / 3);
})();
