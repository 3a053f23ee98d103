/* <bl-shell-keys letters="pt" off>: '?' asks for the sheet of keys, G and one of the letters goes there,
   '/' goes to the search of the screen.
   Nothing is taken while a field, a dialog or anything unfolded has the say. */
(() => {
  if (customElements.get('bl-shell-keys')) return;

  const WAIT = 2000;
  const OPEN = 'vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened], vaadin-select[opened], vaadin-context-menu[opened]';
  const PLAIN = ['button', 'checkbox', 'radio', 'submit', 'reset', 'file'];

  const writes = (target) =>
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, [role=combobox], [role=textbox]') ||
      (target.matches('input') && !PLAIN.includes(target.type)));

  class ShellKeys extends HTMLElement {
    #since = 0;
    #onKey = (event) => this.#key(event);

    connectedCallback() {
      window.addEventListener('keydown', this.#onKey, true);
    }

    disconnectedCallback() {
      window.removeEventListener('keydown', this.#onKey, true);
    }

    #key(event) {
      const going = event.timeStamp - this.#since < WAIT && this.#since > 0;
      if (event.key === 'Shift') return;
      this.#since = 0;
      if (this.hasAttribute('off') || event.repeat || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (writes(event.composedPath()[0]) || document.querySelector(OPEN)) return;
      const key = event.key.toLowerCase();
      if (going && key.length === 1 && this.getAttribute('letters').includes(key)) {
        this.#take(event);
        this.$server.go(key);
      } else if (key === 'g') {
        this.#take(event);
        this.#since = event.timeStamp;
      } else if (key === '/' && document.querySelector('main .bl-search')) {
        this.#take(event);
        document.querySelector('main .bl-search').focus();
      } else if (key === '?') {
        this.#take(event);
        this.$server.open();
      }
    }

    #take(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  customElements.define('bl-shell-keys', ShellKeys);
})();

/* What had the focus may go when the window becomes narrower or wider, as a tablet does that is turned: the
   drawer, its button, the bar at the foot. Then one is at the title, and not nowhere. */
(() => {
  if (window.blTurned) return;
  let last = null;
  window.blTurned = () => {
    document.querySelectorAll('vaadin-popover[opened]').forEach((one) => {
      if (one.target && !one.target.checkVisibility()) one.opened = false;
    });
    setTimeout(() => {
      const lost = !last?.isConnected || last.matches('vaadin-app-layout') || !last.checkVisibility({ visibilityProperty: true });
      if (!last || !lost || document.activeElement !== document.body) return;
      const title = document.querySelector('main h1') ?? document.querySelector('main');
      if (title) title.tabIndex = -1;
      title?.focus();
    }, 400);
  };
  document.addEventListener('focusin', ({ target }) => (last = target), true);
  document.addEventListener('pointerdown', () => (last = null), true);
  matchMedia('(max-width: 800px)').addEventListener('change', window.blTurned);
  matchMedia('(max-width: 600px)').addEventListener('change', window.blTurned);
})();

/* What a dialog holds can be scrolled by keys as soon as it is higher than the dialog. */
(() => {
  if (window.blDialogs) return;
  window.blDialogs = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!target.matches('vaadin-dialog')) continue;
      const content = target.shadowRoot
        ?.querySelector('vaadin-dialog-overlay')
        ?.shadowRoot?.querySelector('[part~="content"]');
      if (target.hasAttribute('overflow')) content?.setAttribute('tabindex', '0');
      else content?.removeAttribute('tabindex');
    }
  });
  window.blDialogs.observe(document.documentElement, { subtree: true, attributeFilter: ['overflow'] });
})();
