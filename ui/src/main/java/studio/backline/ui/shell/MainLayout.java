package studio.backline.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.ReconnectDialogConfiguration;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.NavigationTrigger;
import org.jspecify.annotations.Nullable;
import studio.backline.screens.HouseWords;
import studio.backline.ui.screen.ShowsMenu;
import studio.backline.ui.text.HostTexts;

/** The frame around every screen: drawer first, then the bar, then one sheet. */
public final class MainLayout extends AppLayout implements ShowsMenu, AfterNavigationObserver {

    private static final long serialVersionUID = 1L;
    private static final String CONTENT = "content";

    private final transient HostTexts texts;
    private final transient DrawerMenu menu;
    private final transient BottomBar bottomBar;
    private final ShellKeys keys;
    private final JobFoot job;
    private final DrawerToggle toggle = HouseWords.in(new DrawerToggle());
    private final Main sheet = new Main();
    private final Div drawer = new Div();
    private final Div bottom = new Div();
    private final transient WorkspaceSwitcher switcher;
    private String path = "";

    MainLayout(HostTexts texts, ShellParts parts) {
        this.texts = texts;
        this.menu = parts.menu();
        this.bottomBar = parts.bottomBar();
        this.keys = parts.keys().get();
        this.job = parts.job().get();
        this.switcher = parts.switcher();
        HouseWords.in(this);
        setPrimarySection(Section.DRAWER);
        addClassName("bl-shell");

        // On a phone the drawer is away, and the bar says in which workspace one is.
        Div here = new Div(switcher.create());
        here.addClassName("bl-here");
        Span gap = new Span();
        gap.addClassName("bl-gap");
        Header bar =
                new Header(
                        skip(texts), toggle, here, gap, parts.account().create(keys::open), keys);
        bar.addClassName("bl-bar");
        addToNavbar(bar);

        Div head = new Div(switcher.create());
        head.getElement().setAttribute("role", "region");
        head.getElement().setAttribute("aria-label", texts.get("shell.workspace"));
        drawer.addClassName("bl-drawer");
        bottom.addClassName("bl-bottom");
        addToDrawer(head, drawer, job);
        addToNavbar(true, bottom);

        sheet.setId(CONTENT);
        sheet.addClassName("bl-sheet");
        sheet.getElement().setAttribute("tabindex", "-1");
        setContent(sheet);
        refreshMenu();
    }

    @Override
    public void refreshMenu() {
        drawer.removeAll();
        drawer.add(menu.create());
        keys.refresh();
        job.refresh();
        bottom.removeAll();
        bottom.add(bottomBar.create(path, this::openDrawer));
    }

    @Override
    public void refreshJob() {
        job.refresh();
    }

    /** Puts the screen onto the sheet. */
    @Override
    public void showRouterLayoutContent(HasElement content) {
        sheet.getElement().removeAllChildren();
        sheet.getElement().appendChild(content.getElement());
    }

    /** Takes the screen off the sheet when nothing comes after it. */
    @Override
    public void removeRouterLayoutContent(@Nullable HasElement oldContent) {
        sheet.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        path = event.getLocation().getPath();
        nameThePage();
        if (event.getLocationChangeEvent().getTrigger() != NavigationTrigger.PAGE_LOAD) {
            arrive(event.getLocationChangeEvent().getTrigger());
        }
        bottom.removeAll();
        bottom.add(bottomBar.create(path, this::openDrawer));
    }

    /**
     * Vaadin's own line about a lost connection speaks as the house does, is told to those who
     * listen, and is no landmark. A drawer that goes gives the focus back to what opened it.
     */
    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        switcher.greet(attach.getUI());
        ReconnectDialogConfiguration lost = attach.getUI().getReconnectDialogConfiguration();
        lost.setDialogText(texts.get("shell.reconnecting"));
        lost.setDialogTextGaveUp(texts.get("shell.offline"));
        getElement()
                .executeJs(
                        """
                        const line = document.querySelector('vaadin-connection-indicator');
                        line?.setAttribute('role', 'status');
                        if (line) line.onlineText = $0;
                        // A drawer that is not open lets go of what it does not hold: of the trap
                        // of a dialog, as soon as the window grows beyond a narrow one's width.
                        const trap = this.__focusTrapController;
                        const release = trap?.releaseFocus;
                        if (release) trap.releaseFocus = () =>
                            trap.__trapNode === null || release.call(trap);
                        const more = () => this.querySelector('.bl-bottom-bar button');
                        document.addEventListener('keydown', ({key}) => {
                          if (key !== 'Escape' || !this.overlay || !this.drawerOpened) return;
                          setTimeout(() => {
                            if (!this.querySelector('main').contains(document.activeElement)
                                && more()?.checkVisibility()) more().focus();
                          }, 300);
                        }, {capture: true});
                        """,
                        texts.get("shell.online"));
    }

    /** A plugin's screen says what it is; whose house it is in comes after it. */
    private void nameThePage() {
        UI ui = UI.getCurrent();
        String title = ui.getInternals().getTitle();
        if (title != null && !title.isEmpty() && !title.endsWith(texts.get("page.title", ""))) {
            ui.getPage().setTitle(texts.get("page.title", title));
        }
    }

    /**
     * Another screen begins at its title, but for one that says itself where to begin, and without
     * the drawer that lay over the one before, by whatever way the person went. Once that is away,
     * Vaadin gives the focus to its button, unless the person has gone on meanwhile: then it is the
     * title's again.
     */
    private void arrive(NavigationTrigger trigger) {
        sheet.getElement()
                .executeJs(
                        """
                        const title = this.querySelector('h1') ?? this;
                        const begin = () => {
                          if (this.contains(document.activeElement)) return;
                          title.tabIndex = -1;
                          title.focus({ preventScroll: true });
                        };
                        if ($0 && !this.contains(document.activeElement)) {
                          window.scrollTo(0, 0);
                          // Beside an open drawer the layout's own part scrolls.
                          (this.assignedSlot ?? this).parentElement.scrollTop = 0;
                        }
                        window.dispatchEvent(new CustomEvent('close-overlay-drawer'));
                        begin();
                        if (!$1.overlay) return;
                        const goneOn = new AbortController();
                        const until = { once: true, capture: true, signal: goneOn.signal };
                        $2.addEventListener('focus', begin, until);
                        ['keydown', 'pointerdown'].forEach(
                            act => window.addEventListener(act, () => goneOn.abort(), until));
                        """,
                        trigger != NavigationTrigger.HISTORY,
                        getElement(),
                        toggle.getElement());
    }

    private static Anchor skip(HostTexts texts) {
        Anchor skip = new Anchor("#" + CONTENT, texts.get("shell.skip"));
        skip.setRouterIgnore(true);
        skip.addClassName("bl-skip");
        // The page's base is the server's root: followed as it stands, the link would lead there.
        skip.getElement()
                .executeJs(
                        "this.addEventListener('click', event => { event.preventDefault();"
                                + " document.getElementById($0).focus(); })",
                        CONTENT);
        return skip;
    }

    private void openDrawer() {
        setDrawerOpened(true);
    }
}
