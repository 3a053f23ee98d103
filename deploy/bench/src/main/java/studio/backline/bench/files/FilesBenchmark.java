package studio.backline.bench.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.bench.people.PeopleHouse;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.testkit.flat.FlatHost;

/**
 * A large file taken in and given out, against a copy that is sealed with the JDK's cipher and
 * opened again: both end on the disk, and both are read from its cache.
 */
public final class FilesBenchmark implements Benchmark {

    private static final int MEGABYTES = Integer.getInteger("bench.megabytes", 256);
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 7;

    @Override
    public String id() {
        return "files";
    }

    @Override
    public String title() {
        return "A file of %d MB in and out, against a copy sealed and opened with the JDK's cipher."
                .formatted(MEGABYTES);
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        FlatHost house = PeopleHouse.open(workbench);
        Caller caller = house.newWorkspace();
        studio.backline.contract.files.Files files =
                house.bean(studio.backline.contract.files.Files.class);
        Path song = song(workbench.folder().resolve("song.wav"));
        Path sealed = workbench.folder().resolve("song.sealed");
        SealedCopy copy = new SealedCopy();

        Rounds.Pair pair =
                Rounds.alternate(
                        WARM_UP,
                        ROUNDS,
                        () -> rate(() -> house.call(caller, () -> throughTheHouse(files, song))),
                        () ->
                                rate(
                                        () -> {
                                            copy.in(song, sealed);
                                            return copy.out(sealed);
                                        }));
        report.add(Result.of("file in and out", "MB/s", pair, Wanted.atLeast(0.50)));
    }

    private static long throughTheHouse(studio.backline.contract.files.Files files, Path song)
            throws IOException {
        StoredFile stored = files.store("song.wav", out -> Files.copy(song, out));
        try (InputStream in = files.open(stored.id())) {
            return in.transferTo(OutputStream.nullOutputStream());
        } finally {
            files.delete(stored.id());
        }
    }

    /** Goes all the way, and says how many bytes came out. */
    @FunctionalInterface
    private interface Way {

        long go() throws Exception;
    }

    private static double rate(Way way) throws Exception {
        long start = System.nanoTime();
        long bytes = way.go();
        double rate = MEGABYTES * 1e9 / (System.nanoTime() - start);
        if (bytes != (long) MEGABYTES << 20) {
            throw new IllegalStateException("%d bytes came out.".formatted(bytes));
        }
        return rate;
    }

    private static Path song(Path file) throws IOException {
        Random random = new Random(1);
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int n = 0; n < MEGABYTES; n++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
        return file;
    }
}
