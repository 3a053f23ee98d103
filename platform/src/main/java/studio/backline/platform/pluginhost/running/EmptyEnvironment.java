package studio.backline.platform.pluginhost.running;

import org.springframework.core.env.AbstractEnvironment;

/**
 * No property, no environment variable: what the server was started with is none of a plugin's
 * business.
 */
final class EmptyEnvironment extends AbstractEnvironment {}
