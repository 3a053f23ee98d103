package studio.backline.bench.mail;

import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;

/**
 * How quickly planned letters come to a mail server, each with its row, sealed and noted before and
 * after, against as many threads that do nothing but send with the same library.
 */
public final class MailBenchmark implements Benchmark {

    private static final int LETTERS = 2_000;
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 5;
    private static final double WANTED = 0.80;

    @Override
    public String id() {
        return "mail";
    }

    @Override
    public String title() {
        return "Letters handed to a mail server, against a bare loop of the mail library.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        try (PostOffice office = PostOffice.open(workbench.folder().resolve("mail"))) {
            Rounds.Pair pair =
                    Rounds.alternate(
                            WARM_UP,
                            ROUNDS,
                            () -> office.planned(LETTERS),
                            () -> office.bare(LETTERS));
            report.add(Result.of("to a sink", "/s", pair, Wanted.atLeast(WANTED)));
        }
        report.note(
                "%,d letters of two parts, by %d threads with a connection each, to a server in the same process that keeps them. Ours are counted from the moment when they may leave until all are noted as done."
                        .formatted(LETTERS, PostOffice.THREADS));
    }
}
