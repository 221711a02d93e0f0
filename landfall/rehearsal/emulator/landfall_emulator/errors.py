"""Errors as AWS answers them."""

from moto.core.exceptions import ServiceException


class DroppedConnection(Exception):
    """Ends the connection without an answer."""


class AwsError(ServiceException):
    """An error answer with the code AWS uses. Works in handlers of this package and inside moto's backends alike.

    `status` is the HTTP status; left out, it is the one in the service's model for this code, else 400.
    """

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(code, message)
        self.status = status
