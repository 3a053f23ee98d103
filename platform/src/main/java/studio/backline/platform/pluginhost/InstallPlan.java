package studio.backline.platform.pluginhost;

import java.util.Optional;

/**
 * What installing a jar would do.
 *
 * @param manifest what the jar says of itself
 * @param step what it means for the plugin that is there
 * @param installed the version that is there
 * @param sha256 the jar's hash, in hexadecimal digits
 */
public record InstallPlan(
        PluginManifest manifest, Step step, Optional<PluginVersion> installed, String sha256) {

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
