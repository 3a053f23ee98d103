package studio.backline.server.cli.backup;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.backup.BackupAct;
import studio.backline.server.management.backup.BackupAnswer;

/** {@code backline backup}: archives of everything that an instance holds. */
@Command(
        name = "backup",
        description = "Makes archives of everything, proves them, and puts one back.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BackupCommandLine.Create.class,
            BackupCommandLine.Verify.class,
            RestoreCommand.class,
            BackupCommandLine.Listing.class,
            PlanCommands.Plan.class,
            PlanCommands.Place.class
        })
public final class BackupCommandLine implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with backups.");
    }

    /** Does something at the place and says in words what came of it. */
    abstract static class AtPlace<T> implements Callable<Integer> {

        private final BackupAct<T> act;

        @Mixin private PlaceOptions options = new PlaceOptions();

        AtPlace(BackupAct<T> act) {
            this.act = act;
        }

        @Override
        public Integer call() {
            return options.common.run(this::answer);
        }

        private int answer() throws Refused, IOException {
            T answer = options.run(act, archive());
            return options.common.answer(answer, words(answer));
        }

        /** The archive that is meant; empty for the newest, or none. */
        String archive() {
            return "";
        }

        abstract String words(T answer);
    }

    /** {@code backline backup create}. */
    @Command(
            name = "create",
            description = {
                "Makes an archive of database, files, plugins and configuration, and the key"
                        + " archive anew.",
                "The server may run meanwhile; all in the archive is of one instant."
            },
            mixinStandardHelpOptions = true)
    static final class Create extends AtPlace<BackupAnswer.Made> {

        Create() {
            super(BackupAct.CREATE);
        }

        @Override
        String words(BackupAnswer.Made made) {
            String text =
                    "%s is in %s: %d rows, %d files. The keys are beside it. It is not proven yet: bin/backline backup verify"
                            .formatted(made.name(), made.place(), made.rows(), made.files());
            if (!made.gone().isEmpty()) {
                text += "%nErased while it was made: %s".formatted(String.join(", ", made.gone()));
            }
            return made.elsewhere() == 0
                    ? text
                    : text
                            + "%nNot in it, since a plugin stores their content: %d of the files"
                                    .formatted(made.elsewhere());
        }
    }

    /** {@code backline backup verify}. */
    @Command(
            name = "verify",
            description = {
                "Proves an archive: builds it up in a database of its own, counts, opens what is"
                        + " sealed,",
                "and throws that away. Takes as much room on the disk as the data itself."
            },
            mixinStandardHelpOptions = true)
    static final class Verify extends AtPlace<BackupAnswer.Proven> {

        @Parameters(
                arity = "0..1",
                paramLabel = "ARCHIVE",
                description = "Its name, as 'list' gives it. Default: the newest.")
        private String archive = "";

        Verify() {
            super(BackupAct.VERIFY);
        }

        @Override
        String archive() {
            return archive;
        }

        @Override
        String words(BackupAnswer.Proven proven) {
            return "%s is proven (%s): %d rows came back, %d files; opened: %s. It is of %s."
                    .formatted(
                            proven.name(),
                            proven.provenAt(),
                            proven.rows(),
                            proven.files(),
                            proven.tried(),
                            proven.madeAt());
        }
    }

    /** {@code backline backup list}. */
    @Command(
            name = "list",
            description = "Lists the archives, and when each was proven.",
            mixinStandardHelpOptions = true)
    static final class Listing extends AtPlace<BackupAnswer.Listing> {

        Listing() {
            super(BackupAct.LIST);
        }

        @Override
        String words(BackupAnswer.Listing listing) {
            String others =
                    listing.others() == 0
                            ? ""
                            : "%n%d archives of other houses lie there too; 'backup restore' brings one back on a machine of its own."
                                    .formatted(listing.others());
            if (listing.archives().isEmpty()) {
                return "There is no archive of this house in %s. Make one: bin/backline backup create"
                                .formatted(listing.place())
                        + others;
            }
            return listing.archives().stream()
                    .map(Listing::line)
                    .collect(Collectors.joining("\n", "In " + listing.place() + ":\n", others));
        }

        private static String line(BackupAnswer.Entry each) {
            String proven =
                    each.provenAt().isEmpty() ? "never proven" : "proven " + each.provenAt();
            return "%-36s %,15d bytes  %s".formatted(each.name(), each.bytes(), proven);
        }
    }
}
