package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.profile.Region;
import studio.backline.platform.identity.profile.Regions;

/** A person's time zone and how they write days, kept with the account. */
class RegionsTest {

    private static final Core core = Core.shared();
    private static final Regions regions = core.bean(Regions.class);

    @Test
    void whatIsChosenIsKeptAndCanBeTakenBack() {
        AccountId account = someone("one");
        assertThat(regions.of(account)).isEqualTo(Region.NONE);
        Region azores =
                new Region(Optional.of(ZoneId.of("Atlantic/Azores")), Optional.of(Locale.UK));
        regions.choose(account, azores);
        assertThat(regions.of(account)).isEqualTo(azores);
        regions.choose(account, Region.NONE);
        assertThat(regions.of(account)).isEqualTo(Region.NONE);
        assertThat(regions.of(AccountId.next())).as("of nobody").isEqualTo(Region.NONE);
    }

    @Test
    void aZoneThatIsNotKnownAnyMoreIsNone() {
        AccountId account = someone("two");
        core.behind()
                .sql("update backline.account set time_zone = 'Atlantis/Deep' where id = ?")
                .param(account.value())
                .update();
        assertThat(regions.of(account).zone()).isEmpty();
    }

    private static AccountId someone(String name) {
        Accounts accounts = core.bean(Accounts.class);
        EmailAddress email = new EmailAddress("region.%s@example.org".formatted(name));
        return accounts.create(
                accounts.prepare(new NewAccount(email, "Someone", OpenedHouse.PASSWORD)), false);
    }
}
