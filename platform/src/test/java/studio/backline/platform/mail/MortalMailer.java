package studio.backline.platform.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import studio.backline.platform.core.Core;
import studio.backline.platform.faults.SeededCrash;
import studio.backline.testkit.TestDatabase;

/**
 * A node in a process of its own that plans letters and hands them over until it dies by its seed.
 * Without a seed it brings to an end what the killed ones left.
 */
final class MortalMailer {

    private static final int AT_ONCE = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Core core;
    private final SeededCrash crash;
    private final Path planned;

    private MortalMailer(Core core, SeededCrash crash, Path planned) {
        this.core = core;
        this.crash = crash;
        this.planned = planned;
    }

    /**
     * @param arguments name, URL, user and password of the database, the folder, the file that
     *     takes the id of each letter that was planned, and the seed to die by; none to end well
     */
    public static void main(String[] arguments) throws IOException {
        TestDatabase database =
                new TestDatabase(arguments[0], arguments[1], arguments[2], arguments[3]);
        SeededCrash crash = new SeededCrash();
        try (Core core = Core.of(database, Path.of(arguments[4]), crash)) {
            MortalMailer mailer = new MortalMailer(core, crash, Path.of(arguments[5]));
            if (arguments.length > 6) {
                mailer.workUntilDeath(Long.parseLong(arguments[6]));
            } else {
                mailer.bringToAnEnd();
            }
        }
    }

    private void workUntilDeath(long seed) throws IOException {
        Mail mail = core.bean(Mail.class);
        crash.arm(seed);
        for (int round = 0; ; round++) {
            int batch = round;
            List<String> ids = new ArrayList<>();
            core.inTransaction(
                    () -> {
                        for (int i = 0; i < AT_ONCE; i++) {
                            String to = "r%d-%d-%d@example.com".formatted(seed, batch, i);
                            ids.add(mail.plan(MailHouse.letter(to, Optional.empty())) + "\n");
                        }
                        return List.of();
                    });
            // Once it is committed, and where the database cannot lose it.
            Files.writeString(
                    planned,
                    String.join("", ids),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            crash.passed("letters planned");
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
    }

    private void bringToAnEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (open() > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Some letters do not come to their end.");
            }
            // What was asked to wait need not, and no other node holds anything.
            core.behind()
                    .sql(
                            "update backline.letter set due_at = clock_timestamp() where state ="
                                    + " 'PLANNED' and worker is null")
                    .update();
            core.bean(studio.backline.platform.work.Bell.class).ring(MailWorker.TOPIC);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private long open() {
        return core.behind()
                .sql(
                        "select count(*) from backline.letter where state in ('PLANNED',"
                                + " 'IN_FLIGHT')")
                .query(Long.class)
                .single();
    }
}
