from label_directory.models.award import Award
from label_directory.models.directory import DirectoryIndexPage
from label_directory.models.organisation import Organisation, OrganisationType

__all__ = ["Award", "DirectoryIndexPage", "Organisation", "OrganisationType"]
