package studio.backline.platform.backup;

import java.util.Map;

/** What of the server's configuration goes into an archive; whoever reads the settings has it. */
@FunctionalInterface
public interface ConfigurationPieces {

    /** Pieces by name of file, without any secret. */
    Map<String, byte[]> byName();
}
