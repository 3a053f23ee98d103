/* <bl-keyset-list>: a table that knows only the rows around those that are seen.
   The server answers fetch, jump, sort and choose; all texts are written as text. */
(() => {
  if (customElements.get('bl-keyset-list')) return;

  const MOST = 300;
  const NEAR = 900;
  /* How high a letter of the rail is. */
  const STEP = 24;
  const SVG = 'http://www.w3.org/2000/svg';

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* By a function: a name may have in it what stands for something else in a replacement. */
  const fill = (text, value) => text.replace('{0}', () => value);

  /* Where a letter comes in the order of the rows. */
  const place = (letter) => letter.toLowerCase().codePointAt(0);

  const icon = (name) => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'bl-icon');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(SVG, 'use');
    use.setAttribute('href', new URL('icons.svg', document.baseURI).pathname + '#' + name);
    svg.append(use);
    return svg;
  };

  /* Which row was opened last, and how far from the top of the list it was. */
  let opened = null;

  class KeysetList extends HTMLElement {
    #list = null;
    #rows = [];
    #chosen = new Set();
    #more = { before: false, after: false };
    #busy = false;
    #turn = 0;
    #current = null;
    #from = null;
    #focusing = false;
    #backAt = null;
    #onKey = (event) => this.#keyFromNowhere(event);
    #grown = new ResizeObserver(() => this.#thinOut());

    connectedCallback() {
      document.addEventListener('keydown', this.#onKey);
      this.#grown.observe(this);
    }

    disconnectedCallback() {
      this.#grown.disconnect();
      document.removeEventListener('keydown', this.#onKey);
    }

    /* Called by the server. */

    start(list) {
      this.#list = list;
      this.#chosen = new Set(list.chosen);
      this.#frame();
      this.#reset(list.page, { before: list.before, after: list.page.more });
    }

    async refresh() {
      const top = this.#topRow();
      const index = this.#rows.indexOf(top);
      const anchor = index > 0 ? this.#rows[index - 1].data.anchor : null;
      const order = this.#rows.map((row) => row.data.id);
      const place = Math.max(this.#rows.indexOf(this.#current), 0);
      this.#focusing ||= this.body.contains(document.activeElement);
      this.#busy = false;
      const page = await this.#ask(() => this.$server.fetch(anchor, false));
      if (page) {
        const scroll = top ? top.tr.offsetTop - this.scroller.scrollTop : 0;
        this.#reset(page, { before: anchor !== null, after: page.more });
        if (anchor === null) this.scroller.scrollTop = 0;
        else if (this.#rows[0]) this.scroller.scrollTop = this.#rows[0].tr.offsetTop - scroll;
        // Whoever was at a row that is gone is at the next one that is left, or at the last.
        const ids = [...order.slice(place), ...order.slice(0, place).reverse()];
        const rows = new Map(this.#rows.map((row) => [row.data.id, row]));
        this.#setCurrent(rows.get(ids.find((id) => rows.has(id))) ?? this.#rows[0] ?? null);
      }
      this.#focusAgain();
    }

    focusRow(id) {
      const row = id && this.#rows.find((one) => one.data.id === id);
      if (row) {
        this.#setCurrent(row);
        if (opened?.id === id) this.#backAt = { row, offset: opened.offset };
      }
      this.#focusing = true;
      if (!this.#busy) this.#focusAgain();
    }

    mark(ids, on) {
      ids.forEach((id) => (on ? this.#chosen.add(id) : this.#chosen.delete(id)));
      if (!this.#list) return;
      this.#showChosen();
      const count = this.#chosen.size;
      this.#say(count ? fill(this.#list.texts.chosen, this.#number(count)) : this.#list.texts.none);
    }

    /* The frame: scroller with table, rail, live region. Built anew for each start. */

    #frame() {
      const list = this.#list;
      this.scroller = make('div', 'bl-list-scroller');
      const table = make('table', 'bl-table');
      table.setAttribute('role', 'grid');
      table.setAttribute('aria-label', list.caption);
      table.setAttribute('aria-rowcount', '-1');
      if (list.choosable) table.setAttribute('aria-multiselectable', 'true');
      const head = make('thead');
      head.setAttribute('role', 'rowgroup');
      head.append(this.#headRow());
      this.body = make('tbody');
      this.body.setAttribute('role', 'rowgroup');
      table.append(head, this.body);
      this.fault = this.#faultLine();
      this.scroller.append(table, this.fault);
      this.live = make('div', 'bl-sr');
      this.live.setAttribute('role', 'status');
      this.rail = list.letters.length ? this.#railOf() : null;
      this.replaceChildren(this.scroller, ...(this.rail ? [this.rail] : []), this.live);
      this.toggleAttribute('rail', list.letters.length > 0);
      this.#thinOut();
      this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
      this.body.addEventListener('click', (event) => this.#clicked(event));
      this.body.addEventListener('focusin', (event) => this.#focused(event));
      this.scroller.addEventListener('keydown', (event) => this.#key(event));
    }

    #headRow() {
      const row = make('tr');
      row.setAttribute('role', 'row');
      if (this.#list.choosable) {
        const cell = this.#headCell('bl-c-choose');
        this.all = make('input');
        this.all.type = 'checkbox';
        this.all.setAttribute('aria-label', this.#list.texts['choose-all']);
        this.all.addEventListener('change', () => this.#chooseAll(this.all.checked));
        const label = make('label');
        label.append(this.all);
        cell.append(label);
        row.append(cell);
      }
      this.#list.columns.forEach((column) => {
        const cell = this.#headCell('bl-c-' + column.place);
        if (column.sort) {
          const button = make('button', 'bl-sort', column.caption);
          button.type = 'button';
          button.addEventListener('click', () => this.$server.sort(column.sort));
          if (column.sort === this.#list.sort) {
            cell.setAttribute('aria-sort', this.#list.descending ? 'descending' : 'ascending');
            const arrow = icon('down');
            if (!this.#list.descending) arrow.classList.add('bl-up');
            button.append(arrow);
          }
          cell.append(button);
        } else {
          cell.textContent = column.caption;
        }
        row.append(cell);
      });
      return row;
    }

    #headCell(className) {
      const cell = make('th', className);
      cell.setAttribute('role', 'columnheader');
      cell.scope = 'col';
      return cell;
    }

    #railOf() {
      const rail = make('nav', 'bl-rail');
      rail.setAttribute('aria-label', this.#list.texts.rail);
      this.#list.letters.forEach((letter) => {
        const button = make('button', '', letter);
        button.type = 'button';
        button.setAttribute('aria-label', fill(this.#list.texts.letter, letter));
        button.addEventListener('click', () => this.#jump(letter));
        rail.append(button);
      });
      rail.addEventListener('keydown', (event) => this.#keyOnRail(event));
      return rail;
    }

    /* Where there is no room for all letters, each second, third or nth is seen; this one always. */
    #thinOut(seen = this.rail?.querySelector('button:not([hidden])')) {
      if (!this.rail?.clientHeight) return;
      const letters = [...this.rail.children];
      const room = Math.max(Math.floor(this.rail.clientHeight / STEP), 1);
      const nth = Math.ceil(letters.length / room);
      const at = letters.indexOf(seen) % nth;
      letters.forEach((letter, i) => (letter.hidden = i % nth !== at));
    }

    /* Arrows lead to those letters too that there is no room for. */
    #keyOnRail(event) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const letters = [...this.rail.children];
      const next = letters[letters.indexOf(event.target) + by];
      if (!next) return;
      this.#thinOut(next);
      this.#scrolled();
      next.focus();
    }

    #faultLine() {
      const line = make('div', 'bl-list-fault');
      line.setAttribute('role', 'alert');
      line.hidden = true;
      const again = make('button', 'bl-link', this.#list.texts.again);
      again.type = 'button';
      again.addEventListener('click', () => {
        line.hidden = true;
        this.#check();
      });
      line.append(make('span', '', this.#list.texts.fault), again);
      return line;
    }

    /* Rows. */

    #reset(page, more) {
      this.#turn++;
      this.#busy = false;
      this.#more = more;
      this.#rows = [];
      this.#current = null;
      this.#from = null;
      this.#backAt = null;
      this.fault.hidden = true;
      this.body.replaceChildren();
      this.#add(page.rows, false);
      this.scroller.scrollTop = 0;
      this.#setCurrent(this.#rows[0] ?? null);
      this.#showChosen();
      this.#sayShown();
      requestAnimationFrame(() => this.#check());
    }

    /* Rows that were read again are new ones: focus goes where it was asked to go, and where none is
       left, to the head. */
    #focusAgain() {
      if (this.#focusing && this.#current) {
        this.#current.tr.focus({ preventScroll: true });
        this.#current.tr.scrollIntoView({ block: 'nearest' });
      } else if (this.#focusing) {
        const title = document.querySelector('main h1');
        if (title) title.tabIndex = -1;
        title?.focus();
      }
      this.#focusing = false;
    }

    #add(rows, before) {
      const known = new Set(this.#rows.map((row) => row.data.id));
      const made = rows.filter((data) => !known.has(data.id)).map((data) => this.#row(data));
      const fragment = document.createDocumentFragment();
      made.forEach((row) => fragment.append(row.tr));
      if (before) {
        this.#rows.unshift(...made);
        this.body.prepend(fragment);
      } else {
        this.#rows.push(...made);
        this.body.append(fragment);
      }
      return made.length;
    }

    #row(data) {
      const tr = make('tr');
      tr.setAttribute('role', 'row');
      tr.tabIndex = -1;
      const row = { data, tr, box: null };
      tr.blRow = row;
      if (this.#list.choosable) {
        const cell = make('td', 'bl-c-choose');
        cell.setAttribute('role', 'gridcell');
        row.box = make('input');
        row.box.type = 'checkbox';
        row.box.tabIndex = -1;
        row.box.checked = this.#chosen.has(data.id);
        row.box.setAttribute('aria-label', fill(this.#list.texts.choose, data.name));
        const label = make('label');
        label.append(row.box);
        cell.append(label);
        tr.append(cell);
        this.#showRow(row);
      }
      data.cells.forEach((cell, i) => {
        const td = make('td', 'bl-c-' + this.#list.columns[i].place);
        td.setAttribute('role', 'gridcell');
        td.append(this.#cell(cell, data));
        tr.append(td);
      });
      return row;
    }

    #cell(cell, data) {
      if ('name' in cell) {
        const link = make('a', 'bl-name');
        link.href = data.href;
        link.tabIndex = -1;
        link.setAttribute('router-link', '');
        const avatar = make('span', cell.square ? 'bl-avatar bl-square' : 'bl-avatar', cell.initials);
        avatar.style.setProperty('--h', cell.hue);
        avatar.setAttribute('aria-hidden', 'true');
        const name = make('span', 'bl-cut', cell.name);
        name.dir = 'auto';
        name.title = cell.name;
        link.append(avatar, name);
        return link;
      }
      if ('chips' in cell) {
        const chips = make('span', 'bl-chips');
        chips.title = cell.chips.join(', ');
        cell.chips.forEach((word) => {
          const chip = make('span', 'bl-chip', word);
          chip.dir = 'auto';
          chips.append(chip);
        });
        // How many there is no room for is counted by the style sheet.
        if (cell.chips.length > 1) chips.append(make('span', 'bl-more'));
        return chips;
      }
      if ('mark' in cell) {
        const mark = make('span', 'bl-sign' + (cell.tone ? ' ' + cell.tone : ''));
        const brief = make('span', 'bl-brief', cell.brief);
        // A reader of screens is told the whole of it.
        brief.setAttribute('aria-hidden', 'true');
        mark.append(icon(cell.icon), brief, make('span', 'bl-cut', cell.mark));
        mark.title = cell.mark;
        return mark;
      }
      const text = make('span', cell.hint ? 'bl-cut bl-faint' : 'bl-cut', cell.text);
      text.dir = 'auto';
      if (cell.text) text.title = cell.text;
      return text;
    }

    #trim(before) {
      const over = this.#rows.length - MOST;
      if (over <= 0) return;
      const gone = before ? this.#rows.splice(-over) : this.#rows.splice(0, over);
      const kept = before ? this.#rows.at(-1) : this.#rows[0];
      const focused = gone.some((row) => row.tr.contains(document.activeElement));
      if (gone.includes(this.#current)) this.#setCurrent(kept);
      if (focused) kept.tr.focus({ preventScroll: true });
      if (gone.includes(this.#from)) this.#from = null;
      gone.forEach((row) => row.tr.remove());
      if (before) this.#more.after = true;
      else this.#more.before = true;
    }

    #topRow() {
      const head = this.scroller.querySelector('thead').offsetHeight;
      const top = this.scroller.scrollTop + head;
      let low = 0;
      let high = this.#rows.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        const { tr } = this.#rows[middle];
        if (tr.offsetTop + tr.offsetHeight > top) high = middle;
        else low = middle + 1;
      }
      return this.#rows[low] ?? null;
    }

    /* Asking for more. One question at a time; an answer to an older list is let go. */

    async #ask(question) {
      if (this.#busy) return null;
      this.#busy = true;
      const turn = ++this.#turn;
      const slow = setTimeout(() => this.toggleAttribute('busy', true), 300);
      try {
        const page = await question();
        return turn === this.#turn ? page : null;
      } catch (error) {
        if (turn === this.#turn) this.fault.hidden = false;
        return null;
      } finally {
        clearTimeout(slow);
        if (turn === this.#turn) {
          this.#busy = false;
          this.toggleAttribute('busy', false);
        }
      }
    }

    async #fetch(before) {
      const edge = before ? this.#rows[0] : this.#rows.at(-1);
      const page = await this.#ask(() => this.$server.fetch(edge.data.anchor, before));
      if (!page) return;
      const top = this.#topRow();
      const offset = top ? top.tr.offsetTop - this.scroller.scrollTop : 0;
      this.#add(page.rows, before);
      this.#more[before ? 'before' : 'after'] = page.more && page.rows.length > 0;
      this.#trim(before);
      // Whoever comes back has the row where it was, once the rows above it are here again.
      const back = before ? this.#backAt : null;
      const reference = back?.row ?? top;
      if (reference?.tr.isConnected) {
        const scroll = reference.tr.offsetTop - (back?.offset ?? offset);
        if (scroll !== this.scroller.scrollTop) this.scroller.scrollTop = scroll;
      }
      if (before) this.#backAt = null;
      this.#showChosen();
      this.#check();
    }

    #check() {
      if (this.#busy || !this.isConnected || !this.fault.hidden || !this.#rows.length) return;
      const { scrollTop, scrollHeight, clientHeight } = this.scroller;
      if (!clientHeight) return;
      if (this.#more.after && scrollHeight - scrollTop - clientHeight < NEAR) this.#fetch(false);
      else if (this.#more.before && scrollTop < NEAR) this.#fetch(true);
    }

    #scrolled() {
      this.#check();
      const letter = this.#topRow()?.data.letter;
      const buttons = [...(this.rail?.childNodes ?? [])];
      /* A letter that is not offered, or not seen, stands under the one before it. */
      const at = letter && buttons.findLast(
        (button) => !button.hidden && place(button.textContent) <= place(letter));
      buttons.forEach((button) => {
        if (button === at) button.setAttribute('aria-current', 'true');
        else button.removeAttribute('aria-current');
      });
    }

    async #jump(letter) {
      this.#busy = false;
      const page = await this.#ask(() => this.$server.jump(letter));
      if (!page) return;
      if (page.end) {
        this.#reset(page, { before: page.more, after: false });
        this.#toEnd();
      } else {
        this.#reset(page, { before: page.before, after: page.more });
      }
      this.#scrolled();
    }

    async #home() {
      if (this.#more.before) {
        this.#busy = false;
        const page = await this.#ask(() => this.$server.fetch(null, false));
        if (!page) return;
        this.#reset(page, { before: false, after: page.more });
      }
      this.#go(this.#rows[0]);
      this.scroller.scrollTop = 0;
    }

    async #end() {
      if (this.#more.after) {
        this.#busy = false;
        const page = await this.#ask(() => this.$server.fetch(null, true));
        if (!page) return;
        this.#reset(page, { before: page.more, after: false });
      }
      this.#toEnd();
      this.#go(this.#rows.at(-1));
    }

    #toEnd() {
      this.#setCurrent(this.#rows.at(-1) ?? null);
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }

    /* Keys and presses. */

    #keyFromNowhere(event) {
      if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!['j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key) || !this.#rows.length) return;
      if (event.key.length === 1 && document.querySelector('bl-shell-keys[off]')) return;
      const row = this.#current ?? this.#topRow();
      if (row) {
        event.preventDefault();
        this.#go(row);
      }
    }

    #key(event) {
      if (event.target.closest('button, select, textarea, input:not([type=checkbox])')) return;
      if (event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      const act = command ? this.#commandOf(event.key) : this.#actOf(event.key, event.shiftKey);
      if (act) {
        event.preventDefault();
        act();
      }
    }

    #commandOf(key) {
      return key === 'a' && this.#list.choosable ? () => this.#chooseAll(true) : null;
    }

    #actOf(key, shift) {
      const move = (by) => () => {
        if (shift) this.#from ??= this.#current;
        if (this.#move(by) && shift) this.#range(this.#current);
      };
      switch (key) {
        case 'j': case 'J': case 'ArrowDown': return move(1);
        case 'k': case 'K': case 'ArrowUp': return move(-1);
        case 'PageDown': return move(10);
        case 'PageUp': return move(-10);
        case 'Home': return () => this.#home();
        case 'End': return () => this.#end();
        case 'Enter': return () => this.#current?.tr.querySelector('a').click();
        case 'x': case ' ': return this.#chooser((row) => this.#toggle(row));
        case 'X': return this.#chooser((row) => this.#range(row));
        case 'Escape': return this.#chosen.size ? () => this.#choose([...this.#chosen], false) : null;
        default: return null;
      }
    }

    #chooser(act) {
      return this.#list.choosable && this.#current ? () => act(this.#current) : null;
    }

    #move(by) {
      const index = this.#rows.indexOf(this.#current);
      const next = Math.min(Math.max(index + by, 0), this.#rows.length - 1);
      if (!this.#rows[next] || next === index) return false;
      this.#go(this.#rows[next]);
      return true;
    }

    #go(row) {
      if (!row) return;
      this.#setCurrent(row);
      row.tr.focus({ preventScroll: true });
      row.tr.scrollIntoView({ block: 'nearest' });
      this.#check();
    }

    #setCurrent(row) {
      if (this.#current) this.#current.tr.tabIndex = -1;
      this.#current = row;
      if (row) row.tr.tabIndex = 0;
    }

    #focused(event) {
      const row = event.target.closest('tr')?.blRow;
      if (row && row !== this.#current) this.#setCurrent(row);
    }

    #clicked(event) {
      const row = event.target.closest('tr')?.blRow;
      if (!row) return;
      if (event.target.closest('.bl-c-choose')) {
        if (event.target !== row.box) {
          event.preventDefault();
        }
        if (event.shiftKey) this.#range(row);
        else this.#toggle(row);
        return;
      }
      if (event.target.closest('a')) this.#note(row);
      if (event.target.closest('a, button') || String(getSelection())) return;
      if (this.hasAttribute('choosing')) this.#toggle(row);
      else row.tr.querySelector('a').click();
    }

    #note(row) {
      opened = { id: row.data.id, offset: row.tr.offsetTop - this.scroller.scrollTop };
    }

    /* What is chosen. */

    #toggle(row) {
      this.#from = row;
      this.#choose([row.data.id], !this.#chosen.has(row.data.id));
    }

    #range(row) {
      const start = this.#rows.indexOf(this.#from ?? row);
      const end = this.#rows.indexOf(row);
      const [low, high] = start < end ? [start, end] : [end, start];
      this.#choose(this.#rows.slice(Math.max(low, 0), high + 1).map((r) => r.data.id), true);
    }

    #chooseAll(on) {
      this.#choose(this.#rows.map((row) => row.data.id), on);
    }

    #choose(ids, on) {
      this.mark(ids, on);
      this.$server.choose(ids, on);
    }

    #showRow(row) {
      const on = this.#chosen.has(row.data.id);
      if (row.box) row.box.checked = on;
      row.tr.setAttribute('aria-selected', String(on));
    }

    #showChosen() {
      if (!this.#list?.choosable) return;
      this.#rows.forEach((row) => this.#showRow(row));
      const on = this.#rows.filter((row) => this.#chosen.has(row.data.id)).length;
      this.all.checked = on > 0 && on === this.#rows.length;
      this.all.indeterminate = on > 0 && on < this.#rows.length;
      this.toggleAttribute('chosen', this.#chosen.size > 0);
    }

    /* What is said. */

    #sayShown() {
      const texts = this.#list.texts;
      const more = this.#more.before || this.#more.after;
      const count = this.#rows.length;
      const forms = this.#list.counted[more ? 'shown-more' : 'shown'];
      const form = forms.findLast((each) => count >= each.from) ?? forms[0];
      this.#say(count ? fill(form.text, this.#number(count)) : texts.nobody);
    }

    #say(text) {
      this.live.textContent = text;
    }

    #number(value) {
      return new Intl.NumberFormat(this.#list.locale).format(value);
    }
  }

  customElements.define('bl-keyset-list', KeysetList);
})();
