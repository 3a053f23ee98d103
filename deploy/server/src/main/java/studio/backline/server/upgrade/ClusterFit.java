package studio.backline.server.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;

/**
 * Can the embedded PostgreSQL of this release read the cluster that is there?
 *
 * @param major the version of this release
 */
record ClusterFit(Path cluster, String major) implements Examination {

    @Override
    public String words() {
        return UpgradeExaminations.WORDS;
    }

    @Override
    public List<Finding> examine() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return List.of(Finding.good("cluster.none"));
        }
        String made = Files.readString(version).strip();
        return List.of(
                made.equals(major)
                        ? Finding.good("cluster.fits", made)
                        : Finding.bad("cluster.other", made, major));
    }
}
