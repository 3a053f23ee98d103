package studio.backline.platform.pluginhost;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A jar that lies ready: one that came with the server, or one that was put into the folder.
 *
 * @param jar where it lies
 * @param origin where it comes from
 * @param plan what installing it would do; empty where it would be refused
 * @param refusal why it would be refused, or was when the folder was looked at; else empty
 */
public record AvailablePlugin(
        Path jar, Origin origin, Optional<InstallPlan> plan, Optional<String> refusal) {

    /** Where a jar comes from. */
    public enum Origin {
        /** It is part of the distribution. */
        BUNDLED,
        /** Somebody put it into the folder {@code plugins/drop} of the data folder. */
        DROPPED
    }
}
