package studio.backline.platform.pluginhost.running;

import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.annotation.ProxyTransactionManagementConfiguration;
import studio.backline.contract.plugin.PluginEntry;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.ReaderLocale;
import studio.backline.platform.pluginhost.UnnamedFactory;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Opens a plugin: pool, persistence, contract services above, its own context below. */
public final class PluginContexts {

    private static final String FULL_CONFIGURATION = "full";
    private static final String CONFIGURATION_KIND =
            "org.springframework.context.annotation.ConfigurationClassPostProcessor"
                    + ".configurationClass";

    private final PluginSchemas schemas;
    private final ContractServices services;
    private final ReaderLocale reader;

    /**
     * @param house the root context, from which contract services are made
     */
    public PluginContexts(PluginSchemas schemas, BeanFactory house, ReaderLocale reader) {
        this.schemas = schemas;
        this.services = new ContractServices(house);
        this.reader = reader;
    }

    /** The way to the database of a plugin whose schema is migrated. */
    PluginPool pool(PluginId id) {
        return schemas.open(id);
    }

    /** Opens a plugin over its pool; closes all of it but the pool again when it fails. */
    StartedPlugin open(
            PluginManifest manifest, ClassLoader loader, List<String> persistent, PluginPool pool) {
        return LoaderScope.call(loader, () -> openWithin(manifest, loader, persistent, pool));
    }

    private StartedPlugin openWithin(
            PluginManifest manifest, ClassLoader loader, List<String> persistent, PluginPool pool) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            DataSource dataSource = pool.dataSource();
            PluginPersistence persistence =
                    new PluginPersistence(manifest.id(), loader, persistent, dataSource);
            opened.push(persistence);
            PluginConnection connection =
                    new PluginConnection(
                            manifest.id(),
                            dataSource,
                            persistence.transactions(),
                            JdbcClient.create(dataSource));
            Texts texts = new PluginTexts(loader, reader);
            GenericApplicationContext facade = services.facade(connection, texts, wayOut(manifest));
            opened.push(facade);
            AnnotationConfigApplicationContext context =
                    context(manifest.id(), loader, facade, persistence);
            opened.push(context);
            Class<?>[] configurations = configurations(manifest, loader);
            if (configurations.length > 0) {
                context.register(configurations);
            }
            context.refresh();
            requireNoProxies(context);
            return new StartedPlugin(
                    manifest,
                    loader,
                    connection,
                    texts,
                    new StartedPlugin.Parts(context, facade, persistence, pool));
        } catch (Throwable failed) {
            closeAll(opened, failed);
            throw failed;
        }
    }

    private static OutboundCaller wayOut(PluginManifest manifest) {
        return new OutboundCaller(manifest.id().value(), manifest.hosts(), Set.of());
    }

    /** A plugin's context with all that the host puts into it, before any bean of the plugin. */
    static AnnotationConfigApplicationContext context(
            PluginId id,
            ClassLoader loader,
            @Nullable GenericApplicationContext facade,
            PluginPersistence persistence) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.setDisplayName("plugin " + id);
        context.setId("plugin " + id);
        context.setClassLoader(loader);
        context.setEnvironment(new EmptyEnvironment());
        context.setAllowBeanDefinitionOverriding(false);
        context.setParent(facade);
        context.addBeanFactoryPostProcessor(new UnnamedFactory());
        // The host opened these two and closes them itself, after the context.
        context.registerBean(
                "entityManagerFactory",
                EntityManagerFactory.class,
                persistence::entities,
                definition -> definition.setDestroyMethodName(""));
        context.registerBean(
                "transactionManager",
                JpaTransactionManager.class,
                persistence::transactions,
                definition -> definition.setDestroyMethodName(""));
        context.register(ProxyTransactionManagementConfiguration.class);
        AopConfigUtils.registerAutoProxyCreatorIfNecessary(context);
        AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(context);
        return context;
    }

    private static Class<?>[] configurations(PluginManifest manifest, ClassLoader loader) {
        List<Class<?>> contributed = entry(manifest.entry(), loader).configurations();
        if (contributed == null || contributed.stream().anyMatch(Objects::isNull)) {
            throw wrong("entry.null", manifest.entry());
        }
        Class<?>[] configurations = contributed.toArray(Class<?>[]::new);
        Arrays.stream(configurations)
                .filter(PluginContexts::isProxied)
                .findFirst()
                .ifPresent(type -> refuse(type.getName()));
        return configurations;
    }

    private static PluginEntry entry(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            if (!PluginEntry.class.isAssignableFrom(type)) {
                throw wrong("entry.other-type", name);
            }
            return type.asSubclass(PluginEntry.class).getConstructor().newInstance();
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException hidden) {
            throw wrong("entry.constructor", name);
        } catch (ClassNotFoundException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static PluginRefusedException wrong(String key, String entry) {
        return Refusals.of("entry-wrong", Refusals.explain(key, entry));
    }

    /** A generated subclass of a configuration stays in memory until there is none left. */
    private static boolean isProxied(Class<?> type) {
        MergedAnnotation<Configuration> found =
                MergedAnnotations.from(type).get(Configuration.class);
        return found.isPresent() && found.getBoolean("proxyBeanMethods");
    }

    private static void requireNoProxies(AnnotationConfigApplicationContext context) {
        for (String name : context.getBeanDefinitionNames()) {
            Object kind = context.getBeanDefinition(name).getAttribute(CONFIGURATION_KIND);
            if (FULL_CONFIGURATION.equals(kind)) {
                refuse(name);
            }
        }
    }

    private static void refuse(@Nullable String configuration) {
        throw Refusals.of("proxied-configuration", configuration);
    }

    private static void closeAll(Deque<AutoCloseable> opened, Throwable failed) {
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Throwable alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }
}
