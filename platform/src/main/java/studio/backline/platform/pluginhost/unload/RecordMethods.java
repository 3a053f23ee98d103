package studio.backline.platform.pluginhost.unload;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK makes the methods of records from remembers, softly, the last type of a foreign
 * loader that it was adapted to: whichever plugin's record was compared last. So the method is made
 * once more, for a type of a loader that nobody else has.
 */
final class RecordMethods implements LoaderCache {

    @Override
    public void forget(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> decoy = new Decoy().define();
        MethodType equality = MethodType.methodType(boolean.class, decoy, Object.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", equality, decoy, "");
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** What the decoy's class is made from. */
    private interface Content {}

    /** Loads one class of no use. */
    private static final class Decoy extends ClassLoader {

        Decoy() {
            super(null);
        }

        Class<?> define() throws ReflectiveOperationException {
            String name = Content.class.getName();
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream in = RecordMethods.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
