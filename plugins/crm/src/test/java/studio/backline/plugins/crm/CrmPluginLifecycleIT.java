package studio.backline.plugins.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.testkit.Page;
import studio.backline.testkit.PluginLifecycleContractTest;
import studio.backline.testkit.ScreenWindow;

/** The packaged plugin comes to the packaged server, and goes again. */
class CrmPluginLifecycleIT extends PluginLifecycleContractTest {

    private static final String START = "organisations/import";
    private static final Pattern IMPORT = Pattern.compile(START + "/[0-9a-f-]{36}");
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    CrmPluginLifecycleIT() {
        super("crm", CrmPluginIT.PEOPLE, CrmPluginIT.OTHERS);
    }

    /** A job in each round: the rehearsal of a list; where there is time for it, its import too. */
    @Override
    protected void work(ScreenWindow window) {
        window.go(START);
        Page taken = window.upload("venues.csv", "Name\nThe Blue Note\n");
        Matcher address = IMPORT.matcher(taken.body());
        assertThat(address.find()).as("its own address").isTrue();
        window.click("Next: all of them");
        window.click("Rehearse");
        awaitShown(window, address.group(), "Import 1 organisation");
        if (Boolean.getBoolean("backline.soak")) {
            window.click("Import 1 organisation");
            awaitShown(window, address.group(), "Your list is here");
        }
    }

    private static void awaitShown(ScreenWindow window, String address, String words) {
        long end = System.nanoTime() + PATIENCE;
        while (!window.go(address).body().contains(words)) {
            assertThat(System.nanoTime()).as("patience with '%s'", words).isLessThan(end);
            LockSupport.parkNanos(PAUSE);
        }
    }
}
