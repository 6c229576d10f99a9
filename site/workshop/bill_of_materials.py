"""What the site is made of, for machines: a CycloneDX document, the same for the same lock."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from workshop.licences import licence_of
from workshop.locks import Locked, read_lock

NAME = "commande-publique-responsable"


def bill_of_materials(lock: Path) -> str:
    """The packages of a lock with their versions, hashes and licences, as CycloneDX 1.6 in JSON.

    No date stands in it, and its number is drawn from the lock: two machines write the same.

    :raises workshop.licences.Unnamed: a package names no licence that may stand here.
    """
    site = Component(name=NAME, type=ComponentType.APPLICATION, bom_ref=NAME, licenses=[licence("EUPL-1.2")])
    bom = Bom(
        components=[component(package) for package in read_lock(lock)],
        serial_number=uuid5(NAMESPACE_URL, lock.read_text("utf-8")),
    )
    bom.metadata.component = site
    bom.register_dependency(site, bom.components)
    document = json.loads(JsonV1Dot6(bom).output_as_string())
    del document["metadata"]["timestamp"]
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def component(package: Locked) -> Component:
    """A package, as the document names it."""
    address = PackageURL(type="pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{package.name}=={package.version}",
        purl=address,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=value) for value in package.hashes],
        licenses=[licence(licence_of(package.name))],
    )


def licence(words: str) -> License:
    """One licence, or several with what binds them."""
    return LicenseExpression(value=words) if " " in words else DisjunctiveLicense(id=words)
