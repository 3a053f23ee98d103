package studio.backline.platform.pluginhost.data;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.privacy.PersonalData;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.pluginhost.KeptOfPeople;
import studio.backline.platform.pluginhost.PluginManifest;

/** What a plugin that is not loaded yet keeps of people: by its manifest and by its entities. */
public final class KeptReader {

    private static final String PERSONAL = PersonalData.class.descriptorString();

    private final Map<DataCategory, Set<SubjectKind>> kept = new EnumMap<>(DataCategory.class);

    private KeptReader() {}

    /** Reads the jar's bytes; none of its classes is loaded. */
    public static List<KeptOfPeople> read(PluginManifest manifest, Path jar) {
        KeptReader reader = new KeptReader();
        manifest.tables().stream()
                .flatMap(table -> table.columns().values().stream())
                .forEach(column -> column.category().ifPresent(it -> reader.add(it, column.of())));
        ClassNames.persistentClasses(jar).forEach(reader::add);
        return reader.kept.entrySet().stream()
                .map(entry -> new KeptOfPeople(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void add(DataCategory category, Set<SubjectKind> of) {
        kept.computeIfAbsent(category, key -> EnumSet.noneOf(SubjectKind.class)).addAll(of);
    }

    private void add(String file, ClassModel persistent) {
        ClassNames.read(
                file,
                () -> {
                    addSaid(persistent);
                    persistent.fields().forEach(this::addSaid);
                    return kept;
                });
    }

    private void addSaid(AttributedElement place) {
        place.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(found -> found.annotations().stream())
                .filter(one -> one.className().equalsString(PERSONAL))
                .forEach(this::add);
    }

    private void add(Annotation personal) {
        Set<SubjectKind> of = EnumSet.noneOf(SubjectKind.class);
        DataCategory category = null;
        for (AnnotationElement element : personal.elements()) {
            switch (element.value()) {
                case AnnotationValue.OfEnum one ->
                        category = DataCategory.valueOf(one.constantName().stringValue());
                case AnnotationValue.OfArray many ->
                        many.values().stream()
                                .filter(AnnotationValue.OfEnum.class::isInstance)
                                .map(AnnotationValue.OfEnum.class::cast)
                                .map(one -> one.constantName().stringValue())
                                .forEach(name -> of.add(SubjectKind.valueOf(name)));
                default -> throw new IllegalArgumentException("@PersonalData is another's.");
            }
        }
        if (category == null) {
            throw new IllegalArgumentException("@PersonalData names no category.");
        }
        // Left out, it is the annotation's default.
        add(category, of.isEmpty() ? Set.of(SubjectKind.OTHER) : of);
    }
}
