package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.popover.PopoverPosition;
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

    Component create(Runnable openKeys) {
        AccountPrincipal who = signedIn.require();
        DropDown menu = new DropDown(texts.get("shell.account"), PopoverPosition.BOTTOM_END);
        menu.add(Avatars.of(who.displayName(), who.account(), false));
        menu.addClassName("bl-account");
        menu.words(person(who));
        addSchemes(menu.group(texts.get("shell.light")));
        if (HouseLanguage.choice()) {
            addLanguages(menu.group(texts.get("shell.language")));
        }
        menu.act(texts.get("shell.account.open"), () -> UI.getCurrent().navigate("account"));
        menu.act(texts.get("shell.keys"), openKeys);
        menu.act(texts.get("shell.sign-out"), authentication::logout);
        return menu;
    }

    private void addSchemes(DropDown.Group group) {
        Map<ColorScheme.Value, NativeButton> choices = new EnumMap<>(ColorScheme.Value.class);
        ColorScheme.Value now = taste.scheme(UI.getCurrent());
        for (ColorScheme.Value scheme : Taste.SCHEMES) {
            String key = "shell.light." + scheme.name().toLowerCase(Locale.ROOT);
            choices.put(
                    scheme,
                    group.choice(
                            texts.get(key),
                            scheme == now,
                            () -> {
                                taste.chooseScheme(UI.getCurrent(), scheme);
                                choices.forEach((one, choice) -> press(choice, one == scheme));
                            }));
        }
    }

    private void addLanguages(DropDown.Group group) {
        String now = HostTexts.readerLocale().getLanguage();
        for (Locale language : HouseLanguage.SPOKEN) {
            group.choice(
                            language.getDisplayLanguage(language),
                            now.equals(language.getLanguage()),
                            () -> taste.chooseLanguage(UI.getCurrent(), language))
                    .getElement()
                    .setAttribute("lang", language.toLanguageTag());
        }
    }

    private static void press(NativeButton choice, boolean on) {
        choice.getElement().setAttribute("aria-pressed", String.valueOf(on));
    }

    private static Div person(AccountPrincipal who) {
        Span name = new Span(who.displayName());
        name.addClassName("bl-account-name");
        name.getElement().setAttribute("dir", "auto");
        Span mail = new Span(who.email());
        mail.addClassName("bl-account-mail");
        Div person = new Div(name, mail);
        person.addClassName("bl-drop-words");
        return person;
    }
}
