package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.testkit.jar.PluginJarBuilder;

class RemoveDuringARequestTest {

    private static final PluginId SLOW = new PluginId("slow");

    @TempDir private Path folder;

    @Test
    void aTransactionUnderWayEndsWellAndTheNextIsRefused()
            throws ExecutionException, InterruptedException {
        try (House house = House.open(folder);
                ExecutorService request = Executors.newSingleThreadExecutor()) {
            house.plugins.install(slow());
            WorkspaceId workspace = house.workspace();
            RunningPlugin plugin = house.running("slow");
            Function<Runnable, String> service = service(plugin);
            var inside = new java.util.concurrent.CountDownLatch(1);

            Future<String> answer =
                    request.submit(
                            () ->
                                    house.as(
                                            DatabaseFixture.owner(workspace),
                                            () -> service.apply(inside::countDown)));
            inside.await();
            house.plugins.remove(SLOW, RemovalChoice.ERASE_DATA);

            assertThat(answer.get()).isEqualTo("done");
            assertThatThrownBy(
                            () ->
                                    house.as(
                                            DatabaseFixture.owner(workspace),
                                            () -> service.apply(() -> {})))
                    .hasStackTraceContaining("is stopping and takes no new work");
            assertThatThrownBy(() -> plugin.create(Object.class))
                    .hasMessageContaining("is stopping and takes no new work");
            Traces.assertNone(folder, "slow");
        }
    }

    private Path slow() {
        return PluginJarBuilder.plugin("slow")
                .entry("return java.util.List.of(Wiring.class);")
                .source(
                        "Wiring",
                        """
                                import org.springframework.context.annotation.*;
                                @Configuration(proxyBeanMethods = false)
                                class Wiring {
                                    @Bean Slow slow() { return new Slow(); }
                                }
                                """)
                .source(
                        "Slow",
                        """
                                public class Slow implements java.util.function.Function<Runnable, String> {
                                    @org.springframework.transaction.annotation.Transactional
                                    @Override public String apply(Runnable inside) {
                                        inside.run();
                                        try {
                                            Thread.sleep(700);
                                        } catch (InterruptedException e) {
                                            return "interrupted";
                                        }
                                        return "done";
                                    }
                                }
                                """)
                .build(folder);
    }

    @SuppressWarnings("unchecked")
    private static Function<Runnable, String> service(RunningPlugin plugin) {
        return (Function<Runnable, String>) plugin.beans(Function.class).getFirst();
    }
}
