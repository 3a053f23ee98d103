package studio.backline.bench.sealing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;

/** Sealing and opening fields against the cipher alone, in one thread and one process. */
public final class SealingBenchmark implements Benchmark {

    private static final int WARM_UP = 8;
    private static final int ROUNDS = 15;
    private static final int MESSAGES = 40_000;
    private static final int PAGE = 50;
    private static final double PAGE_MILLIS = 2;
    private static final String FIELD = "bench.note.text";

    /** Whatever is made here is made in earnest. */
    private static volatile Object seen = "";

    @Override
    public String id() {
        return "sealing";
    }

    @Override
    public String title() {
        return "Fields sealed and opened, against the JDK's AES-256-GCM alone with a cipher that is made once.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        Path folder = Files.createTempDirectory("bench-sealing");
        try {
            KeyStore store =
                    KeyStore.open(
                            folder.resolve("key/root.key"),
                            Files.createDirectory(folder.resolve("data")));
            WorkspaceKeys keys = new WorkspaceKeys(store, event -> {});
            WorkspaceId workspace = WorkspaceId.next();
            keys.create(workspace);
            FieldEncryption fields = new FieldEncryption(keys);
            for (int bytes : new int[] {200, 1024}) {
                Wanted wanted = Wanted.atLeast(bytes == 200 ? 0.60 : 0.70);
                compare(report, fields, workspace, bytes, wanted);
            }
            page(report, fields, workspace);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void compare(
            Report report, FieldEncryption fields, WorkspaceId workspace, int bytes, Wanted wanted)
            throws Exception {
        BareCipher bare = new BareCipher();
        byte[] plain = new byte[bytes];
        Place place = new Place(workspace, FIELD, UUID.randomUUID(), Purpose.PERSONAL);
        byte[] ours = fields.seal(place, plain);
        long number = bare.next();
        byte[] theirs = bare.seal(plain);
        report.add(
                Result.of(
                        "sealing %d bytes, 1 thread".formatted(bytes),
                        "/s",
                        Rounds.alternate(
                                WARM_UP,
                                ROUNDS,
                                () -> rate(() -> fields.seal(place, plain)),
                                () -> rate(() -> bare.seal(plain))),
                        wanted));
        report.add(
                Result.of(
                        "opening %d bytes, 1 thread".formatted(bytes),
                        "/s",
                        Rounds.alternate(
                                WARM_UP,
                                ROUNDS,
                                () -> rate(() -> fields.open(place, ours)),
                                () -> rate(() -> bare.open(number, theirs))),
                        wanted));
    }

    /** As a plugin opens what its list shows. */
    private static void page(Report report, FieldEncryption fields, WorkspaceId workspace)
            throws Exception {
        Caller caller = new Caller(workspace, Optional.empty(), Role.OWNER);
        Sealer sealer = fields.forCaller(() -> Optional.of(caller));
        String text = "A note of some two hundred signs. ".repeat(6);
        List<UUID> rows = new ArrayList<>();
        List<Sealed<String>> sealed = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            rows.add(UUID.randomUUID());
            sealed.add(sealer.seal(FIELD, rows.get(i), text));
        }
        double[] rounds = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double pages =
                    rate(
                            () -> {
                                int length = 0;
                                for (int n = 0; n < PAGE; n++) {
                                    length +=
                                            sealer.open(FIELD, rows.get(n), sealed.get(n)).length();
                                }
                                return length;
                            },
                            MESSAGES / PAGE);
            if (i >= 0) {
                rounds[i] = 1000 / pages;
            }
        }
        report.add(
                Result.of(
                        "a page of %d fields opened".formatted(PAGE),
                        "ms",
                        Rounds.median(rounds),
                        PAGE_MILLIS,
                        Wanted.atMost(1)));
    }

    /** Something that gives what nobody may leave out. */
    @FunctionalInterface
    private interface Act {
        Object once() throws Exception;
    }

    private static double rate(Act act) throws Exception {
        return rate(act, MESSAGES);
    }

    private static double rate(Act act, int times) throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            seen = act.once();
        }
        return times * 1e9 / (System.nanoTime() - began);
    }
}
