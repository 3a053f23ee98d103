package studio.backline.platform.pluginhost;

import java.util.List;
import java.util.Optional;

/**
 * What installing a jar would do.
 *
 * @param manifest what the jar says of itself
 * @param keeps what it keeps of people, by its manifest and its entities
 * @param step what it means for the plugin that is there
 * @param installed the version that is there
 * @param sha256 the jar's hash, in hexadecimal digits
 */
public record InstallPlan(
        PluginManifest manifest,
        List<KeptOfPeople> keeps,
        Step step,
        Optional<PluginVersion> installed,
        String sha256) {

    public InstallPlan {
        keeps = List.copyOf(keeps);
    }

    /** What an installation means. */
    public enum Step {
        /** The plugin is not there yet. */
        NEW,
        /** A higher version takes the place of the one that is there. */
        UPGRADE,
        /** The same version is there; it is loaded again. */
        SAME_VERSION,
        /** The same version is not installed, but its data was kept at a removal. */
        RETURN
    }
}
