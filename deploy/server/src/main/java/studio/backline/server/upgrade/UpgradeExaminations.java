package studio.backline.server.upgrade;

import java.nio.file.Path;
import java.util.List;
import studio.backline.platform.database.embedded.EmbeddedPostgres;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.pluginhost.jar.JarCheck;

/** What this release looks at in the data folder of another before it takes it over. */
public final class UpgradeExaminations {

    static final String WORDS = "studio.backline.server.upgrade.findings";

    private UpgradeExaminations() {}

    /** Installed plugins and the embedded database; nothing is changed. */
    public static List<Examination> of(Path data) {
        return List.of(
                new PluginFit(data.resolve("plugins/store"), JarCheck.contract()),
                new ClusterFit(data.resolve("postgres/cluster"), EmbeddedPostgres.MAJOR_VERSION));
    }

    /** Where nobody can say when the last one was made. */
    public static Examination archive() {
        return new Examination() {

            @Override
            public String words() {
                return WORDS;
            }

            @Override
            public List<Finding> examine() {
                return List.of(Finding.hint("archive.first"));
            }
        };
    }
}
