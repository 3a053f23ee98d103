package studio.backline.ui.account;

import com.vaadin.flow.component.UI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.profile.Region;
import studio.backline.platform.identity.profile.Regions;
import studio.backline.ui.caller.SignedIn;

/** Where a person's day begins, and how they write days and numbers. */
final class RegionDesk {

    private final SignedIn signedIn;
    private final Regions regions;

    RegionDesk(SignedIn signedIn, Regions regions) {
        this.signedIn = signedIn;
        this.regions = regions;
    }

    Region mine() {
        return regions.of(me());
    }

    /** From now on, in this window and the next. */
    void zone(Optional<ZoneId> zone) {
        keep(new Region(zone, mine().format()));
    }

    void format(Optional<Locale> format) {
        keep(new Region(mine().zone(), format));
    }

    private void keep(Region region) {
        regions.choose(me(), region);
        UI.getCurrent().getSession().setAttribute(Region.class, region);
    }

    private AccountId me() {
        return signedIn.require().accountId();
    }
}
