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
    private static final int WARM_UP = 2;
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
            Rounds.Pair bare =
                    Rounds.alternate(
                            WARM_UP,
                            ROUNDS,
                            () -> office.planned(LETTERS),
                            () -> office.bare(LETTERS));
            report.add(Result.of("to a sink", "/s", bare, Wanted.atLeast(WANTED)));
            Rounds.Pair told =
                    Rounds.alternate(
                            WARM_UP,
                            ROUNDS,
                            () -> office.planned(LETTERS),
                            () -> office.bareAndTold(LETTERS));
            report.add(
                    Result.of(
                            "to a sink, the limit told where its parts are",
                            "/s",
                            told,
                            Wanted.nothing()));
        }
        report.note(
                "%,d letters of the same two parts on both sides, by %d threads with a connection each, to a server in the same process that keeps them. Ours are counted from the moment when they may leave until all are noted as done."
                        .formatted(LETTERS, PostOffice.THREADS));
        report.note(
                "The mail library by itself looks its own parts up in all jars of the class path, several times for each letter; ours has them remembered (0330). The second row's limit is told them by a property of the system, which an operator could set for a loop of their own.");
    }
}
