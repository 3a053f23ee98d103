package studio.backline.testkit.house;

import java.util.List;

/** The whole law, in the order in which a newcomer would want to read it. */
public final class Law {

    private static final List<Rule> RULES =
            List.of(
                    ArrowRules.ARROWS,
                    ArrowRules.CRYPTOGRAPHY,
                    ArrowRules.NO_JDBC_IN_PLUGINS,
                    NameRules.FIELDS_OWN_WORDS,
                    NameRules.NULL_MARKED,
                    SizeRules.FILES,
                    SizeRules.VIEWS,
                    SizeRules.METHODS,
                    SizeRules.CONSTRUCTORS,
                    SizeRules.PACKAGES,
                    SizeRules.CONTRACT_INTERFACES,
                    SizeRules.HIDDEN_TYPES,
                    PersistenceRules.NO_FIELD_INJECTION,
                    PersistenceRules.IDS_NOT_ENTITIES,
                    PersistenceRules.HIDDEN_ENTITIES,
                    PersistenceRules.FINAL_WORKSPACE,
                    SourceRules.NO_CONSOLE,
                    SourceRules.NO_STAR_IMPORTS,
                    SourceRules.NOTHING_SWALLOWED,
                    SourceRules.NO_DOUBLE_BRACES,
                    SourceRules.NOTHING_UNFINISHED,
                    SourceRules.HIDDEN_VIEWS,
                    SourceRules.NOTHING_CUT,
                    TextRules.FROM_BUNDLES,
                    TextRules.PAGES_FROM_BUNDLES,
                    TextRules.REFUSED_BY_KEY,
                    WordRules.OF_THE_HOUSE,
                    BundleRules.KEYS_EXIST,
                    BundleRules.KEYS_USED,
                    BundleRules.CALM_VOICE,
                    BundleRules.COUNTS_CHOOSE,
                    BundleRules.SAME_KEYS_IN_EACH_LANGUAGE);

    private Law() {}

    /** Every rule. */
    public static List<Rule> rules() {
        return RULES;
    }
}
