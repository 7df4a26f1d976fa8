package com.owndom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.owndom.OwndomEstate;
import com.owndom.hosting.client.Client;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(packagesOf = OwndomEstate.class, importOptions = DoNotIncludeTests.class)
final class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("com.owndom.hosting.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_PART_KNOWS_THE_ESTATE = noClasses()
            .that()
            .resideInAPackage("com.owndom.hosting.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.owndom.hosting", "com.owndom");

    @ArchTest
    static final ArchRule NAMES_AND_NUMBERS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("com.owndom.hosting.name..")
            .should()
            .dependOnClassesThat(
                    not(resideInAPackage("java..")).and(not(resideInAPackage("com.owndom.hosting.name.."))));

    /** A description can be made, printed and compared without an engine. */
    @ArchTest
    static final ArchRule DESCRIPTIONS_HAVE_NO_PULUMI_TYPE = noClasses()
            .that()
            .haveFullyQualifiedName(Client.class.getName())
            .or()
            .haveNameMatching("com\\.owndom\\.hosting\\.client\\.Client(Builder|Plan|Checks|Environment)")
            .or()
            .haveNameMatching(
                    "com\\.owndom\\.hosting\\.app\\.(App|AppBuilder|AppChecks|AppConventions|AppPlan.*|AppRole"
                            + "|HealthCheck|ImageBuild|ImageReference|MemorySize|SourceHash)")
            .or()
            .haveNameMatching("com\\.owndom\\.hosting\\.database\\.(Database|DatabasePassword|InitScripts)")
            .or()
            .haveNameMatching(
                    "com\\.owndom\\.hosting\\.proxy\\.(Site|SiteText|ProxyText|Release|Upstream|UnansweredApp)")
            .or()
            .haveNameMatching("com\\.owndom\\.hosting\\.(EstatePlan|EstateChecks|FreshJar)")
            .or()
            .haveNameMatching("com\\.owndom\\.hosting\\.(network\\.SubnetPlan|check\\.Problem|job\\.JobOutcome)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pulumi..");

    @ArchTest
    static final ArchRule ONLY_SETTINGS_READ_THE_STACKS_CONFIGURATION = noClasses()
            .that()
            .resideOutsideOfPackage("com.owndom.hosting.settings..")
            .should()
            .dependOnClassesThat(type(com.pulumi.Config.class))
            .orShould()
            .callMethod(com.pulumi.Context.class, "config");

    @ArchTest
    static final ArchRule ONLY_DATABASE_SPEAKS_TO_POSTGRESQL = noClasses()
            .that()
            .resideOutsideOfPackage("com.owndom.hosting.database..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pulumi.postgresql..");

    @ArchTest
    static final ArchRule NOTHING_OF_THE_SDK_THAT_IS_INTERNAL_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.pulumi..internal..");
}
