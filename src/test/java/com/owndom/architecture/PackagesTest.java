package com.owndom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.owndom.OwndomEstate;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.text.Outputs;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What may know what. */
class PackagesTest {

    private static final JavaClasses SOURCES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackagesOf(OwndomEstate.class);

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("com.owndom.hosting.(*)..").should().beFreeOfCycles().check(SOURCES);
    }

    @Test
    void noPartKnowsTheEstate() {
        noClasses()
                .that()
                .resideInAPackage("com.owndom.hosting.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.owndom.hosting", "com.owndom")
                .check(SOURCES);
    }

    @Test
    void namesAndNumbersArePlainJava() {
        noClasses()
                .that()
                .resideInAPackage("com.owndom.hosting.name..")
                .should()
                .dependOnClassesThat(
                        not(resideInAPackage("java..")).and(not(resideInAPackage("com.owndom.hosting.name.."))))
                .check(SOURCES);
    }

    /** A description can be made, printed and compared without an engine. */
    @Test
    void descriptionsHaveNoPulumiType() {
        noClasses()
                .that()
                .haveFullyQualifiedName(Client.class.getName())
                .or()
                .haveNameMatching("com\\.owndom\\.hosting\\.client\\.Client(Builder|Plan|Checks|Environment)")
                .or()
                .haveNameMatching(
                        "com\\.owndom\\.hosting\\.app\\.(App|AppBuilder|[A-Z][a-z]+Checks|AppConventions|AppPlan.*|AppRole"
                                + "|HealthCheck|ImageBuild|SourceHash)")
                .or()
                .haveNameMatching(
                        "com\\.owndom\\.hosting\\.database\\.(Database|DatabaseServer|DatabaseChecks|DatabasePassword|InitScripts|TransactionStatements)")
                .or()
                .haveNameMatching(
                        "com\\.owndom\\.hosting\\.proxy\\.(Site|SiteText|ProxyText|Release|Upstream|UnansweredApp)")
                .or()
                .haveNameMatching("com\\.owndom\\.hosting\\.(plan\\.[A-Z].*|rules\\.[A-Z].*|FreshJar)")
                .or()
                .haveNameMatching(
                        "com\\.owndom\\.hosting\\.(network\\.SubnetPlan|check\\.Problems?|container\\.(ImageReference|MemorySize)|job\\.JobOutcome)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pulumi..")
                .check(SOURCES);
    }

    /** The engine's connection hands it on, unread. */
    @Test
    void onlySettingsReadTheStacksConfiguration() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.owndom.hosting.settings..", "com.owndom.hosting.engine..")
                .should()
                .dependOnClassesThat(type(com.pulumi.Config.class))
                .orShould()
                .callMethod(com.pulumi.Context.class, "config")
                .check(SOURCES);
    }

    @Test
    void onlyDatabaseSpeaksToPostgresql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.owndom.hosting.database..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pulumi.postgresql..")
                .check(SOURCES);
    }

    /** But by Outputs, as no public call tells that an output failed, and by engine, as none chooses the runner. */
    @Test
    void nothingOfTheSdkThatIsInternalIsUsed() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Outputs.class)
                .and()
                .resideOutsideOfPackage("com.owndom.hosting.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pulumi..internal..")
                .check(SOURCES);
    }
}
