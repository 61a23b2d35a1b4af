// "Load more" is a link with htmx attributes. When it gives way to the next items, the keyboard goes on with the first of them.

let pressed = false;

document.addEventListener("htmx:before:request", (event) => {
  pressed = Boolean(event.detail?.ctx?.sourceElement?.closest?.(".more-link"));
});

document.addEventListener("htmx:before:settle", (event) => {
  if (!pressed) return;
  pressed = false;
  const first = event.detail?.newContent?.find((node) => node.nodeType === Node.ELEMENT_NODE);
  const start = first?.querySelector("h2 a, h3 a") ?? first?.querySelector("a, button");
  start?.focus({ preventScroll: true });
});
