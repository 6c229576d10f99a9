from training.querysets.pages import (
    CoursePageManager,
    CoursePageQuerySet,
    SessionPageManager,
    SessionPageQuerySet,
    courses_of,
)
from training.querysets.sign_ups import SignUpQuerySet

__all__ = [
    "CoursePageManager",
    "CoursePageQuerySet",
    "SessionPageManager",
    "SessionPageQuerySet",
    "SignUpQuerySet",
    "courses_of",
]
