package studio.backline.ui.text;

import java.util.Locale;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.tenancy.TenancyException;

/** What the core refused, in the reader's words. */
public final class Refusals {

    private static final String TENANCY = "tenancy.";

    private final HostTexts texts;

    Refusals(HostTexts texts) {
        this.texts = texts;
    }

    /** About a workspace or a membership. */
    public String of(TenancyException refused) {
        return texts.get(TENANCY + refused.code().substring(TENANCY.length()));
    }

    /** About an account or an invitation. */
    public String of(IdentityException refused) {
        Locale reader = HostTexts.readerLocale();
        return refused.text(reader);
    }
}
