package studio.backline.server.management;

/**
 * Which plugin, and for a removal what becomes of its data.
 *
 * @param id the plugin's
 * @param erase whether its data goes for good
 */
public record PluginRequest(String id, boolean erase) {}
