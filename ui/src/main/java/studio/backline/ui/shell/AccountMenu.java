package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.screens.Avatars;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.HouseLanguage;

/** Who is signed in, in which light and language, and the way out. */
final class AccountMenu {

    private final HostTexts texts;
    private final SignedIn signedIn;
    private final Taste taste;
    private final AuthenticationContext authentication;

    AccountMenu(
            HostTexts texts, SignedIn signedIn, Taste taste, AuthenticationContext authentication) {
        this.texts = texts;
        this.signedIn = signedIn;
        this.taste = taste;
        this.authentication = authentication;
    }

    Component create() {
        AccountPrincipal who = signedIn.require();
        Span avatar = Avatars.of(who.displayName(), who.account(), false);
        MenuBar bar = new MenuBar();
        bar.addClassName("bl-account");
        bar.addThemeNames("tertiary", "icon");
        MenuItem root = bar.addItem(avatar);
        root.setAriaLabel(texts.get("shell.account"));

        SubMenu menu = root.getSubMenu();
        MenuItem name = menu.addItem(person(who));
        name.setEnabled(false);
        menu.addSeparator();
        addSchemes(menu.addItem(texts.get("shell.light")).getSubMenu());
        if (HouseLanguage.choice()) {
            addLanguages(menu.addItem(texts.get("shell.language")).getSubMenu());
        }
        menu.addSeparator();
        menu.addItem(texts.get("shell.sign-out"), click -> authentication.logout());
        return bar;
    }

    private void addSchemes(SubMenu menu) {
        Map<ColorScheme.Value, MenuItem> items = new EnumMap<>(ColorScheme.Value.class);
        for (ColorScheme.Value scheme : Taste.SCHEMES) {
            String key = "shell.light." + scheme.name().toLowerCase(Locale.ROOT);
            MenuItem item =
                    menu.addItem(
                            texts.get(key),
                            click -> {
                                taste.chooseScheme(UI.getCurrent(), scheme);
                                items.forEach((one, entry) -> entry.setChecked(one == scheme));
                            });
            item.setCheckable(true);
            item.setChecked(taste.scheme(UI.getCurrent()) == scheme);
            items.put(scheme, item);
        }
    }

    private void addLanguages(SubMenu menu) {
        for (Locale language : HouseLanguage.SPOKEN) {
            MenuItem item =
                    menu.addItem(
                            language.getDisplayLanguage(language),
                            click -> taste.chooseLanguage(UI.getCurrent(), language));
            item.getElement().setAttribute("lang", language.toLanguageTag());
            item.setCheckable(true);
            item.setChecked(HostTexts.readerLocale().getLanguage().equals(language.getLanguage()));
        }
    }

    private static Div person(AccountPrincipal who) {
        Span name = new Span(who.displayName());
        name.addClassName("bl-account-name");
        Span mail = new Span(who.email());
        mail.addClassName("bl-account-mail");
        Div person = new Div(name, mail);
        person.getElement().setAttribute("dir", "auto");
        return person;
    }
}
