package studio.backline.platform.pluginhost.running;

import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.events.Events;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.Images;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.text.Texts;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.bulk.Bulk;
import studio.backline.platform.connections.ConnectionRuntime;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.files.FileStore;
import studio.backline.platform.files.ImageStore;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;
import studio.backline.platform.pluginhost.UnnamedFactory;
import studio.backline.platform.pluginhost.permission.RolePermissions;
import studio.backline.platform.privacy.ConsentRegister;
import studio.backline.platform.privacy.SubjectRegister;

/**
 * The whole list of what a plugin gets from the host: services of the contract, each bound to that
 * plugin's connection. What is not named here is not within a plugin's reach.
 */
final class ContractServices {

    private final BeanFactory house;

    /**
     * @param house the root context; it stays in here
     */
    ContractServices(BeanFactory house) {
        this.house = house;
    }

    /** The context that stands as parent over a plugin's own. */
    GenericApplicationContext facade(PluginConnection plugin, Texts texts, OutboundCaller way) {
        GenericApplicationContext facade = new GenericApplicationContext();
        facade.setDisplayName("contract services of plugin " + plugin.id());
        facade.setEnvironment(new EmptyEnvironment());
        facade.addBeanFactoryPostProcessor(new UnnamedFactory());
        CurrentCaller caller = house.getBean(CurrentCaller.class);
        add(facade, PluginId.class, plugin::id);
        add(
                facade,
                Clock.class,
                () -> house.getBeanProvider(Clock.class).getIfAvailable(Clock::systemUTC));
        add(facade, Texts.class, () -> texts);
        add(facade, CurrentCaller.class, () -> caller);
        add(facade, Permissions.class, () -> house.getBean(RolePermissions.class));
        add(facade, Sealer.class, () -> house.getBean(FieldEncryption.class).forCaller(caller));
        add(facade, AuditTrail.class, () -> house.getBean(Audit.class).on(plugin.jdbc()));
        add(facade, Subjects.class, () -> house.getBean(SubjectRegister.class).on(plugin));
        add(facade, ConsentLedger.class, () -> house.getBean(ConsentRegister.class).on(plugin));
        add(facade, Jobs.class, () -> house.getBean(JobRuntime.class).on(plugin));
        add(facade, Events.class, () -> house.getBean(EventRuntime.class).on(plugin));
        add(facade, Files.class, () -> house.getBean(FileStore.class).on(plugin));
        add(facade, Images.class, () -> house.getBean(ImageStore.class).on(plugin));
        add(facade, BulkLoad.class, () -> house.getBean(Bulk.class).loadOn(plugin));
        add(facade, BulkExport.class, () -> house.getBean(Bulk.class).exportOn(plugin));
        add(facade, Connections.class, () -> house.getBean(ConnectionRuntime.class).on(plugin));
        // Asked for when it is used: the first who goes out pays for the start of the client.
        add(
                facade,
                Outbound.class,
                () -> request -> house.getBean(OutboundHttp.class).on(way).send(request));
        facade.refresh();
        return facade;
    }

    private static <T> void add(
            GenericApplicationContext facade, Class<T> type, Supplier<? extends T> service) {
        facade.registerBean(
                type.getName(),
                type,
                service::get,
                definition -> definition.setDestroyMethodName(""));
    }
}
