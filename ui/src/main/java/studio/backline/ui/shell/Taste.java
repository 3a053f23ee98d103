package studio.backline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.profile.Region;
import studio.backline.platform.identity.profile.Regions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HouseLanguage;

/** How a person likes it: by day, by night or as the machine says; in which language. */
final class Taste {

    static final List<ColorScheme.Value> SCHEMES =
            List.of(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK);

    private final HouseLanguage house;
    private final SignedIn signedIn;
    private final Accounts accounts;
    private final Regions regions;

    Taste(HouseLanguage house, SignedIn signedIn, Accounts accounts, Regions regions) {
        this.house = house;
        this.signedIn = signedIn;
        this.accounts = accounts;
        this.regions = regions;
    }

    /** Puts a new window into the light and the language that were chosen, in any browser. */
    void apply(UI ui) {
        Account.Taste taste =
                signedIn.find()
                        .map(who -> accounts.taste(who.accountId()))
                        .orElse(Account.Taste.NONE);
        ui.getSession().setAttribute(Account.Taste.class, taste);
        signedIn.find()
                .map(who -> regions.of(who.accountId()))
                .ifPresent(region -> ui.getSession().setAttribute(Region.class, region));
        if (taste.light().isPresent()) {
            ui.getPage().setColorScheme(scheme(taste));
        }
        ui.setLocale(taste.language().map(Locale::forLanguageTag).orElseGet(house::get));
    }

    ColorScheme.Value scheme(UI ui) {
        return scheme(taste(ui));
    }

    void chooseScheme(UI ui, ColorScheme.Value scheme) {
        Optional<Account.Light> light =
                switch (scheme) {
                    case LIGHT -> Optional.of(Account.Light.LIGHT);
                    case DARK -> Optional.of(Account.Light.DARK);
                    default -> Optional.empty();
                };
        keep(ui, new Account.Taste(light, taste(ui).language(), taste(ui).letters()));
        ui.getPage().setColorScheme(scheme);
    }

    void chooseLanguage(UI ui, Locale language) {
        Account.Taste now = taste(ui);
        Optional<String> tag = Optional.of(language.toLanguageTag());
        keep(ui, new Account.Taste(now.light(), tag, now.letters()));
        ui.getPage().reload();
    }

    /** Whether single letters act as keys for this person. */
    boolean letters(UI ui) {
        return taste(ui).letters();
    }

    void chooseLetters(UI ui, boolean letters) {
        Account.Taste now = taste(ui);
        keep(ui, new Account.Taste(now.light(), now.language(), letters));
    }

    private void keep(UI ui, Account.Taste taste) {
        accounts.prefer(signedIn.require().accountId(), taste);
        ui.getSession().setAttribute(Account.Taste.class, taste);
    }

    private static Account.Taste taste(UI ui) {
        Account.Taste taste = ui.getSession().getAttribute(Account.Taste.class);
        return taste == null ? Account.Taste.NONE : taste;
    }

    private static ColorScheme.Value scheme(Account.Taste taste) {
        return taste.light()
                .map(
                        light ->
                                switch (light) {
                                    case LIGHT -> ColorScheme.Value.LIGHT;
                                    case DARK -> ColorScheme.Value.DARK;
                                })
                .orElse(ColorScheme.Value.SYSTEM);
    }
}
