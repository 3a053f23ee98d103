package studio.backline.platform.pluginhost.unload;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes of the server whose static fields have been set, by the machine's own account. */
final class InitializedClasses {

    private static final Logger log = LoggerFactory.getLogger(InitializedClasses.class);
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int STATE = 2;

    private InitializedClasses() {}

    /** All that this loader sees by name; none is initialised for it. */
    static List<Class<?>> seenBy(ClassLoader loader) {
        return report().lines()
                .filter(line -> line.contains(" fully_initialized ") && line.indexOf('/') < 0)
                .map(line -> BLANKS.split(line.strip()))
                .filter(parts -> parts.length > STATE)
                .<@Nullable Class<?>>map(parts -> find(parts[parts.length - 1], loader))
                .filter(Objects::nonNull)
                .<Class<?>>map(Objects::requireNonNull)
                .toList();
    }

    /** Whether its fields can be read: the JDK's where conf/jvm.options opens their package. */
    static boolean isOpen(Class<?> type) {
        return type.getModule().isOpen(type.getPackageName(), InitializedClasses.class.getModule());
    }

    private static String report() {
        try {
            return (String)
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "vmClasses",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
        } catch (JMException unknown) {
            log.debug("This Java machine does not list its classes.", unknown);
            return "";
        }
    }

    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            Class<?> found = Class.forName(name, false, loader);
            return isOpen(found) ? found : null;
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            return null;
        }
    }
}
