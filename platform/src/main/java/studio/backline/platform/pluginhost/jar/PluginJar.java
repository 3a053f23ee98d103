package studio.backline.platform.pluginhost.jar;

import java.nio.file.Path;
import studio.backline.platform.pluginhost.PluginManifest;

/**
 * A jar that has passed every check that needs no database.
 *
 * @param file where it lies
 * @param sha256 of its bytes, in hexadecimal digits
 * @param manifest what it says of itself
 */
public record PluginJar(Path file, String sha256, PluginManifest manifest) {}
