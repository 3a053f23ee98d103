package studio.backline.contract.plugin;

import java.util.List;

/**
 * A plugin's entry, named by {@code entry} in {@code plugin.yaml}: it says of which configuration
 * classes the plugin consists, and holds no logic.
 *
 * <p>The host makes it with its public constructor without arguments, on the lifecycle thread, with
 * the plugin's class loader as context class loader and outside any transaction, each time the
 * plugin starts. Whatever it throws keeps the plugin from starting and is shown to the operator.
 */
@FunctionalInterface
public interface PluginEntry {

    /**
     * The Spring configuration classes of this plugin. Each carries
     * {@code @Configuration(proxyBeanMethods = false)}; the host makes one context of them, whose
     * parent holds the services of this contract and nothing else. What the plugin contributes are
     * the beans of contract and screens types in that context.
     */
    List<Class<?>> configurations();
}
