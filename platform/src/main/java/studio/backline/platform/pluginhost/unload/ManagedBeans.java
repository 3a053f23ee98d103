package studio.backline.platform.pluginhost.unload;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the MBean by which a class loader is held: it stays until somebody takes it out. */
final class ManagedBeans {

    private static final Logger log = LoggerFactory.getLogger(ManagedBeans.class);

    private ManagedBeans() {}

    static Optional<String> find(ClassLoader loader) {
        Set<MBeanServer> servers = new LinkedHashSet<>();
        servers.add(ManagementFactory.getPlatformMBeanServer());
        servers.addAll(MBeanServerFactory.findMBeanServer(null));
        for (MBeanServer server : servers) {
            for (ObjectName name : server.queryNames(null, null)) {
                if (isOf(loader, server, name)) {
                    return Optional.of("the MBean '%s', which is still registered".formatted(name));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(ClassLoader loader, MBeanServer server, ObjectName name) {
        try {
            return server.getClassLoaderFor(name) == loader
                    || isClassOf(loader, server.getMBeanInfo(name).getClassName());
        } catch (JMException | RuntimeException | LinkageError untold) {
            log.debug("The MBean {} does not say whose it is.", name, untold);
            return false;
        }
    }

    /** One that somebody else's class stands in for says by name what it stands in for. */
    private static boolean isClassOf(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader).getClassLoader() == loader;
        } catch (ClassNotFoundException elsewhere) {
            return false;
        }
    }
}
