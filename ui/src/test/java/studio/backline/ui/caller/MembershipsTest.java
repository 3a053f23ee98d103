package studio.backline.ui.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.tenancy.Workspaces;

/** Who belongs where is remembered, but nothing that was read before a change. */
class MembershipsTest {

    private final AccountId somebody = AccountId.next();
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable whileReading = () -> {};

    private final Memberships memberships =
            new Memberships(
                    new StaticListableBeanFactory(Map.of("workspaces", workspaces()))
                            .getBeanProvider(Workspaces.class));

    @Test
    void theRowsAreReadOnce() {
        memberships.of(somebody);
        memberships.of(somebody);

        assertThat(reads).hasValue(1);
    }

    @Test
    void afterAChangeTheyAreReadAnew() {
        memberships.of(somebody);

        memberships.forget();
        memberships.of(somebody);

        assertThat(reads).hasValue(2);
    }

    @Test
    void whatWasReadWhileSomethingChangedIsNotRemembered() {
        whileReading = memberships::forget;
        memberships.of(somebody);
        whileReading = () -> {};

        memberships.of(somebody);

        assertThat(reads).hasValue(2);
    }

    private Workspaces workspaces() {
        return (Workspaces)
                Proxy.newProxyInstance(
                        Workspaces.class.getClassLoader(),
                        new Class<?>[] {Workspaces.class},
                        (self, asked, arguments) -> {
                            reads.incrementAndGet();
                            whileReading.run();
                            return List.of();
                        });
    }
}
