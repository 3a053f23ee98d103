package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A house whose own database is away, its disk not mounted perhaps: another one made in its place
 * would begin a new house, and throw away what the old one has installed. A start that was cut off
 * before there was a database leaves nothing that speaks of a house.
 */
final class LostDatabase {

    private static final String CLUSTER = "postgres/cluster";

    /** Filled by a server that has its database, and only then. */
    private static final List<String> OF_A_HOUSE = List.of("keys/workspaces", "plugins/store");

    private LostDatabase() {}

    /** Says that the database of a data folder is not what it was, where that is so. */
    static Optional<Problem> problemOf(Path data) {
        Path cluster = data.resolve(CLUSTER);
        if (holdsSomething(cluster)) {
            return Files.notExists(cluster.resolve("PG_VERSION"))
                    ? Optional.of(
                            new Problem(
                                    "What lies in '%s' is no database: PG_VERSION is missing there."
                                            .formatted(cluster),
                                    "Put the postgres and keys folders back from the same backup."
                                            + " For a new house move what lies there elsewhere."
                                            + " Nothing was written."))
                    : Optional.empty();
        }
        String traces =
                OF_A_HOUSE.stream()
                        .filter(part -> holdsSomething(data.resolve(part)))
                        .collect(Collectors.joining(" and "));
        return traces.isEmpty() || !isGone(cluster)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "The data folder '%s' is that of a house, which %s in it tell, but its"
                                                .formatted(data, traces)
                                        + " database is not in '%s'.".formatted(cluster),
                                "Mount the disk that it lies on, or put the postgres folder back"
                                        + " from the same backup; if it runs elsewhere, set"
                                        + " backline.database.url. For a new house move keys, files"
                                        + " and plugins elsewhere. Nothing was written."));
    }

    private static boolean isGone(Path cluster) {
        return Files.notExists(cluster) || isEmpty(cluster);
    }

    /** What nobody may look into is told of with the other parts of the folder. */
    private static boolean holdsSomething(Path folder) {
        return Files.isDirectory(folder) && Files.isReadable(folder) && !isEmpty(folder);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        } catch (IOException closed) {
            return false;
        }
    }
}
