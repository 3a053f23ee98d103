package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.jar.PluginJarBuilder;

/**
 * Who sends SIGTERM waits ten seconds and kills then: by that time all has ended, the database in
 * order, whatever a job, a request and a plugin that stops do.
 */
class StopInTimeIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String CONFIGURATION =
            """
            import java.util.List;
            import org.springframework.context.annotation.*;
            import studio.backline.contract.jobs.*;
            @Configuration(proxyBeanMethods = false)
            class Wiring {
                @Bean JobHandler deaf() { return new Deaf(); }
                @Bean JobSchedule often() {
                    return new JobSchedule("deaf.listen", "* * * * * *", java.time.ZoneId.of("UTC"));
                }
                @Bean(destroyMethod = "run") Runnable leaving() { return Deaf::stay; }
            }
            """;

    private static final String DEAF =
            """
            import studio.backline.contract.jobs.*;
            class Deaf implements JobHandler {
                @Override public String type() { return "deaf.listen"; }
                @Override public String run(JobRun run) {
                    System.out.println("deaf job began");
                    stay();
                    return "Heard.";
                }
                static void stay() {
                    long end = System.nanoTime() + 60_000_000_000L;
                    while (System.nanoTime() < end) {
                        try {
                            Thread.sleep(100);
                        } catch (InterruptedException deaf) {
                            // As the worst of plugins would.
                        }
                    }
                }
            }
            """;

    @TempDir Path folder;

    @Test
    void whateverHangsItEndsInTenSecondsAndInOrder() throws IOException {
        try (PackagedServer server = PackagedServer.fresh().startOpened()) {
            install(server);
            await(() -> server.console().contains("deaf job began"));
            try (Socket half = halfARequest(server)) {
                long began = System.nanoTime();
                int exit = server.stop();
                Duration took = Duration.ofNanos(System.nanoTime() - began);

                assertThat(took).as(server.console()).isLessThan(LIMIT);
                assertThat(exit).isEqualTo(143);
                assertThat(half.isConnected()).isTrue();
            }
            Path cluster = server.data().resolve("postgres/cluster");
            assertThat(cluster).isDirectory();
            assertThat(cluster.resolve("postmaster.pid")).as("its database").doesNotExist();

            server.start();
            assertThat(server.command("plugin", "list").out()).contains("deaf");
        }
    }

    private void install(PackagedServer server) {
        Path jar =
                PluginJarBuilder.plugin("deaf")
                        .entry("return java.util.List.of(Wiring.class);")
                        .source("Wiring", CONFIGURATION)
                        .source("Deaf", DEAF)
                        .build(folder);
        CommandResult installed = server.command("plugin", "install", jar.toString());
        assertThat(installed.exit()).as(installed.out() + installed.err()).isZero();
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        boolean seen = what.getAsBoolean();
        while (!seen && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            seen = what.getAsBoolean();
        }
        assertThat(seen).isTrue();
    }

    /** One whose body never comes. */
    private static Socket halfARequest(PackagedServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.url().getPort());
        String head =
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                        + " application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail=";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
