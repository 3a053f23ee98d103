package studio.backline.server.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.backup.BackupPlaceRequest;
import studio.backline.server.management.backup.BackupPlanAnswer;
import studio.backline.server.management.backup.BackupPlanRequest;

/** Commands about when archives are made, and where they go. */
final class PlanCommands {

    private PlanCommands() {}

    /** How often. */
    enum Rhythm {
        never,
        daily,
        weekly
    }

    /** {@code backline backup plan}. */
    @Command(
            name = "plan",
            description = {
                "Says when archives are made by themselves and what came of it; with a rhythm, sets"
                        + " it.",
                "One archive a week is proven as well. What goes is older than the last, and not"
                        + " the newest",
                "of a day or week that counts; none stays for longer than 30 days but the very"
                        + " last."
            },
            mixinStandardHelpOptions = true)
    static final class Plan implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(arity = "0..1", paramLabel = "never|daily|weekly", description = "How often.")
        private @Nullable Rhythm rhythm;

        @Option(names = "--hour", description = "Of the day, in UTC. Default: ${DEFAULT-VALUE}.")
        private int hour = 3;

        @Option(names = "--last", description = "Keep so many. Default: ${DEFAULT-VALUE}.")
        private int last = 3;

        @Option(
                names = "--days",
                description = "Keep the newest of so many days. Default: ${DEFAULT-VALUE}.")
        private int days = 7;

        @Option(
                names = "--weeks",
                description = "Keep the newest of so many weeks. Default: ${DEFAULT-VALUE}.")
        private int weeks = 4;

        @Override
        public Integer call() {
            return options.run(this::plan);
        }

        private int plan() throws Refused, IOException {
            String wanted = rhythm == null ? "" : rhythm.name();
            BackupPlanAnswer answer =
                    options.requireServer()
                            .send(
                                    "backup-plan",
                                    new BackupPlanRequest(wanted, hour, last, days, weeks),
                                    BackupPlanAnswer.class);
            return options.answer(answer, words(answer));
        }
    }

    /** {@code backline backup place}. */
    @Command(
            name = "place",
            description = {
                "Chooses where archives go: a folder by its whole path, a bucket as"
                        + " https://host/bucket/folder,",
                "or the folder of an SFTP server as sftp://user@host/folder.",
                "A secret key or password is read from the input, never from the command line. The"
                        + " place is looked",
                "into before it is taken. A host in your own network is reached without further"
                        + " ado. An SFTP server",
                "is only spoken to if it shows the key that you name; without one, the command says"
                        + " which it shows."
            },
            mixinStandardHelpOptions = true)
    static final class Place implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "PLACE", description = "The folder, bucket or server.")
        private String place = "";

        @Option(names = "--access-key", description = "Of a bucket.")
        private String accessKey = "";

        @Option(names = "--region", description = "Of a bucket. Default: ${DEFAULT-VALUE}.")
        private String region = "us-east-1";

        @Option(
                names = "--host-key",
                paramLabel = "SHA256:…",
                description = "Fingerprint of an SFTP server's key, as its keeper gives it.")
        private String hostKey = "";

        @Option(
                names = "--identity",
                paramLabel = "FILE",
                description =
                        "Private key that signs in to an SFTP server, without a passphrase; in the"
                                + " place of a password.")
        private @Nullable Path identity;

        @Override
        public Integer call() {
            return options.run(this::choose);
        }

        private int choose() throws Refused, IOException {
            BackupPlanAnswer answer =
                    options.requireServer().send("backup-place", request(), BackupPlanAnswer.class);
            return options.answer(answer, words(answer));
        }

        private BackupPlaceRequest request() throws IOException {
            if (place.startsWith("http")) {
                return new BackupPlaceRequest(
                        "s3", place, accessKey, region, secret("Secret key: "));
            }
            if (place.startsWith("sftp:")) {
                String secret =
                        identity == null ? secret("Password: ") : Files.readString(identity);
                return new BackupPlaceRequest("sftp", place, "", hostKey, secret);
            }
            return new BackupPlaceRequest("folder", place, "", "", "");
        }

        private String secret(String question) throws IOException {
            return options.console().readSecret(question).orElse("").strip();
        }
    }

    private static String words(BackupPlanAnswer answer) {
        String rhythm =
                answer.rhythm().equals("never")
                        ? "Archives are made by hand alone."
                        : "Archives are made %s, at %02d:00 UTC; kept: the last %d, of days %d, of weeks %d."
                                .formatted(
                                        answer.rhythm(),
                                        answer.hour(),
                                        answer.last(),
                                        answer.days(),
                                        answer.weeks());
        return String.join(
                "%n".formatted(),
                rhythm,
                "They go to: " + shown(answer.place(), "nobody has said where"),
                "Last made: " + shown(answer.made(), "never"),
                "Last proven: " + shown(answer.proven(), "never proven"),
                "Failed since: " + shown(answer.failed(), "no"));
    }

    private static String shown(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
